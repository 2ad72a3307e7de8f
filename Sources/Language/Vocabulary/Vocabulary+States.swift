import Formats
import History

extension Vocabulary {
  /// What a word says of a customer now.
  enum State {
    /// Pays, or has a contract: `past_due` is late, but stays.
    case customer
    /// A customer who has given notice and leaves when the term ends.
    case leaver
    /// No customer any more.
    case former
    /// No customer yet.
    case prospect
  }

  /// What a field of a column of states means; nil for a word that is not known.
  ///
  /// - Parameter isActive: Whether the heading asks whether the customer is active.
  static func state(_ text: String, isActive: Bool = false) -> State? {
    let text = text.lowercased().split { $0.isWhitespace || "_-–".contains($0) }
      .joined(separator: " ")
    if isActive, let flag = boolean(text) { return flag ? .customer : .former }
    return states.first { $0.words.contains(text) }?.state
  }

  /// The words of each state, with spaces for dashes.
  private static let states: [(state: State, words: Set<String>)] = [
    (
      .leaver,
      [
        "non renewing", "not renewing", "cancelling", "canceling", "pending cancellation",
        "cancellation pending", "pending cancel", "notice given", "cancels at period end",
        "active until end", "gekündigt", "in kündigung", "résilié", "résiliation demandée", "解約予定",
      ]
    ),
    (
      .customer,
      [
        "customer", "customers", "client", "active", "active customer", "activated", "live",
        "closed won", "won", "past due", "current", "current customer", "existing customer",
        "paying", "subscribed", "in force", "in effect", "signed", "executed", "running",
        "customer direct", "customer channel", "renewed", "kunde", "aktiv", "bestandskunde",
        "aktiver kunde",
        "gewonnen",
        "laufend", "läuft", "aktiviert", "unterschrieben", "actif", "active client", "client actif",
        "gagné", "en cours", "signé", "activo", "cliente", "vigente", "attivo", "attiva", "actief",
        "klant", "lopend", "契約中", "有効", "利用中", "稼働中", "アクティブ",
      ]
    ),
    (
      .former,
      [
        "former", "former customer", "ex customer", "past customer", "previous customer",
        "inactive",
        "cancelled", "canceled", "churned", "lapsed", "lost", "closed lost", "expired",
        "terminated",
        "ended", "dead", "deleted", "closed", "unsubscribed", "deactivated", "void",
        "superseded", "inaktiv", "ehemaliger kunde", "ehemalig", "beendet", "abgelaufen",
        "verloren",
        "storniert", "inactif", "ancien client", "expiré", "perdu", "annulé", "inactivo",
        "inattivo",
        "cessato", "inactief", "beëindigd", "opgezegd", "解約", "解約済", "解約済み", "終了", "契約終了",
        "失効", "無効",
      ]
    ),
    (
      .prospect,
      [
        "prospect", "lead", "opportunity", "draft", "in negotiation", "negotiation", "proposal",
        "quote", "quoted", "in approval process", "in approval", "trial", "trialing", "trialling",
        "in trial", "future", "pending", "pending signature", "sent", "subscriber", "evangelist",
        "marketing qualified lead", "sales qualified lead", "incomplete", "entwurf",
        "interessent", "in verhandlung", "angebot", "prospekt", "brouillon", "en négociation",
        "prospecto", "商談中", "見込み", "見込", "試用中", "下書き",
      ]
    ),
  ]

  /// Words of the heading of such a column.
  static let stateHeadings = [
    "type", "status", "stage", "state", "lifecycle", "active", "phase", "kundenstatus",
    "vertragsstatus", "statut", "estado", "stato", "typ", "kundentyp", "状態", "契約状態", "契約状況",
    "ステータス",
  ]
  /// Those that may be of something else, such as an industry or a part of a country, where no word of
  /// the column is known.
  static let otherTypes = words("type typ kundentyp state")

  /// Words of what became of a contract that came up, in a history.
  static let outcomes: [(Renewal.Outcome, [String])] = [
    (
      .lost,
      lossWords + [
        "terminated", "expired", "nonrenewed", "gekündigt", "kündigung", "verloren", "abgelaufen",
        "résilié", "résiliation", "perdu", "perdido", "perso", "opgezegd", "解約",
      ]
    ),
    (
      .open,
      ["open", "pending", "upcoming", "undecided", "offen", "ausstehend", "attente", "abierto"]
    ),
    (
      .renewed,
      [
        "renewed", "renew", "won", "kept", "retained", "verlängert", "verlängerung", "erneuert",
        "gewonnen", "renouvelé", "reconduit", "gagné", "renovado", "rinnovato", "verlengd", "更新",
      ]
    ),
  ]
}
