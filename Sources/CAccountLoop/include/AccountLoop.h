// The account loop: what happens to every account of a book in sixteen trials, under every model.
//
// The innermost loop of the engine, in C because its speed depends on vectors that Swift's default
// flags do not use: one body (Body.h) is compiled per instruction class, and the widest one that
// the machine supports is chosen at run time. All variants do the same arithmetic in the same
// order, so they agree to the bit. ReferenceEngine and ReferenceLedger are the same model in plain
// Swift; tests compare the loop with them, figure by figure.
//
// The caller owns the memory and lays it out; a lane is a trial, and a row is sixteen lanes.
// Indices of roles are *locals*: an account's people are at `account * locals + local`; -1 is
// nobody.
#ifndef QUOTIENT_ACCOUNT_LOOP_H
#define QUOTIENT_ACCOUNT_LOOP_H

#include <stdbool.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

enum {
  ACCOUNT_LOOP_LANES = 16,
  /// Streams of opportunities. A further one needs a random word for its arrivals: see `draw_year`
  /// in Luck.h, and `Arrivals` in Swift.
  ACCOUNT_LOOP_STREAMS = 5,
  /// The most events of one stream, account and year.
  ACCOUNT_LOOP_ORDINALS = 64,
  /// The most contract events of an account and year.
  ACCOUNT_LOOP_EVENTS = 13,
  /// The most segments: an opportunity stores its distribution, one of seven per segment, in twenty
  /// bits.
  ACCOUNT_LOOP_SEGMENTS = (1 << 20) / 7,
  /// Distributions of size per segment: five streams, contraction, price increase.
  ACCOUNT_LOOP_SIZES = 7,
  ACCOUNT_LOOP_COMPANY = -2,
};

// MARK: - What no draw changes

/// A slice of a table.
typedef struct {
  int32_t start;
  int32_t count;
} AccountLoopSlice;

/// An account as the loop reads it.
typedef struct {
  uint64_t entity;
  double arr;
  /// Its index in the book, which the world's tables use; accounts are played in a different order.
  int32_t number;
  int32_t segment;
  bool autoRenewal;
} AccountLoopAccount;

/// A calendar event of a contract.
typedef struct {
  /// The share of ARR that is due: 1, or the term's share of a year if shorter.
  double dueShare;
  /// The date within the fiscal year, in 0..<1 with months of equal length.
  float yearFraction;
  /// The elapsed share of the month.
  float monthFraction;
  /// The month of the horizon.
  int32_t month;
  /// 0: a term ends within a contract year. 1: a contract year ends with it. 2: a contract year
  /// ends within a term, the escalator.
  uint8_t kind;
} AccountLoopEvent;

/// An account's contract in one year.
typedef struct {
  AccountLoopSlice events;
  /// Term ends among the events.
  int32_t termEnds;
  int32_t firstTermEndMonth;
  /// How many yearly chances to renew the term ends amount to.
  float renewalExponent;
} AccountLoopContract;

/// A book that an account is in, and the offsets in its row of what is counted; -1 if not counted.
typedef struct {
  /// The local role, or the company.
  int32_t local;
  int32_t start;
  int32_t startAccounts;
  int32_t due;
  /// By contracts.
  int32_t change;
  int32_t grossLoss;
  int32_t lostAccounts;
  /// By sales.
  int32_t expansion;
  /// A year's net changes, counted at its end: most follow from how an account began and ended.
  int32_t yearChange;
  int32_t yearGrossLoss;
  int32_t yearLostAccounts;
} AccountLoopBookEntry;

/// A share of credit for a local role, counted at an offset of its row.
typedef struct {
  double share;
  /// The most of a deal that is shared.
  double dealCap;
  /// The local role, or the company.
  int32_t local;
  int32_t offset;
  int32_t clawback;
  int32_t clawbackLater;
  /// Months within which a churn claws the credit back; 0 if none does.
  int32_t window;
  /// Where the shares clawed back after 0, 1, ... months begin in `recovered`.
  int32_t recovery;
} AccountLoopCredit;

/// Who closes an opportunity, who finds it, and where that is counted.
typedef struct {
  int32_t owner;
  int32_t finder;
  AccountLoopSlice credits;
  int32_t sourced;
  int32_t sourcedARR;
  int32_t accepted;
  int32_t acceptedARR;
  int32_t won;
  int32_t wonARR;
  /// The line of the walk.
  int32_t item;
} AccountLoopRoute;

/// A segment under one stage of a model.
typedef struct {
  /// The upsell line in currency, or as a share of ARR.
  double line;
  bool lineIsShare;
  AccountLoopSlice book;
  /// Whether any of its books counts contract events as they happen.
  bool countsContracts;
  /// Whether these include gross losses, which sales recover.
  bool countsGrossLosses;
  /// Whether any counts sales as they happen.
  bool countsSales;
  /// Whether any counts a year's net changes at its end.
  bool countsYears;
  int32_t renewalOwner;
  /// Who serves the account, if not the renewal's owner.
  int32_t renewalSupport;
  AccountLoopSlice renewalCredits;
  AccountLoopSlice increaseCredits;
  /// Where the ten routes begin: by stream, small then big.
  int32_t routes;
  /// The sign with which the transfer of the relationship acts against the status quo.
  int32_t transfer;
  /// The sign with which auto-renewal acts against the status quo.
  int32_t automatic;
  /// The first month in which a handover has no effect any more.
  int32_t handoverEnd;
} AccountLoopResponsibility;

/// A stage of a model.
typedef struct {
  /// By segment.
  const AccountLoopResponsibility *responsibilities;
  /// At `account * locals + local`.
  const int32_t *seats;
  int32_t locals;
} AccountLoopStage;

/// The ledger layout of a model.
typedef struct {
  /// By year.
  const AccountLoopStage *stageOfYear;
  /// By row, the company's first: where it begins in the flows.
  const int32_t *rowStart;
  /// By seat.
  const int32_t *lifeOfSeat;
  int32_t seats;
  int32_t binsPerYear;
} AccountLoopModel;

/// Lines of the walk that the loop itself counts; a motion's line is in its route. Lines from
/// `churn` on change ARR.
typedef struct {
  int32_t count;
  int32_t start;
  int32_t startAccounts;
  int32_t lostAccounts;
  int32_t grossLoss;
  int32_t cumulativeLoss;
  int32_t churn;
  int32_t contraction;
  int32_t priceIncrease;
  int32_t escalator;
} AccountLoopWalk;

/// Everything that does not depend on draws. Accounts are in the order of play, here and in the
/// stages' seats.
typedef struct {
  int32_t accounts;
  int32_t segments;
  int32_t models;
  int32_t years;
  const AccountLoopAccount *account;
  /// At `account * years + year`.
  const AccountLoopContract *contracts;
  const AccountLoopEvent *events;
  const AccountLoopModel *model;
  const AccountLoopBookEntry *book;
  const AccountLoopCredit *credits;
  const AccountLoopRoute *routes;
  const double *recovered;
  /// Quantile tables, 2,944 segments each: the value at the segment's start and its rise per unit
  /// of probability.
  const float *quantiles;
  /// By target (renewal, price increase, five streams): the class of each account; null without.
  const int32_t *_Nullable driverClass[2 + ACCOUNT_LOOP_STREAMS];
  /// By stream: what word 2 of its counters holds beside entity, year and ordinal.
  uint32_t purpose[ACCOUNT_LOOP_STREAMS];
  uint32_t renewalPurpose;
  uint32_t arrivalsPurpose;
  AccountLoopWalk walk;
  /// Months within which any churn claws credit back; 0 if none does.
  int32_t longestWindow;
  /// Whether a change at a renewal moves the odds of the next.
  bool hasAftermath;
} AccountLoopTables;

// MARK: - What is drawn once a world

/// The rates of a segment in a year under a model.
typedef struct {
  double price;
  /// Odds to renew, before shocks, talent, load and account-specific factors.
  float renewalOdds;
  float contraction;
  /// The uniform above which an increase happens.
  float noIncrease;
  float increaseOdds;
} AccountLoopRates;

/// The funnel in front of one owner.
typedef struct {
  float finderOdds;
  float othersMiss;
  float accepted;
  float wonOdds;
} AccountLoopFunnel;

/// How often a stream's opportunities arrive: more than *n* where the uniform is at least the *n*th
/// threshold, thresholds rising.
typedef struct {
  float thresholds[ACCOUNT_LOOP_ORDINALS];
} AccountLoopArrivals;

/// A distribution of sizes: where its quantile table begins, and its scale.
typedef struct {
  int32_t table;
  float scale;
  /// No opportunity whose luck is above this counts under any model.
  float reach;
} AccountLoopSize;

/// The working memory of a model in a world. Rows of flows, walk and change accumulate, starting
/// from what `account_loop_open` leaves.
typedef struct {
  /// At `seat * months + month`.
  const float *seatOdds;
  /// At `seat * years + year`.
  const float *seatLoad;
  double *flows;
  /// At `(segment * years + year) * items + item`.
  double *walk;
  /// By month: the change of ARR.
  double *change;
  /// By month: the change of ARR, weighted by the remaining share of the month.
  double *changeInMonth;
} AccountLoopLedger;

/// What effects multiply the odds of single accounts by; what acts on a whole segment is in its
/// rates.
typedef struct {
  float automatic;
  float handover;
  /// How the odds of leaving at the next renewal grow per unit of a price increase.
  float increase;
  /// The odds of the next renewal after a contraction.
  float contraction;
} AccountLoopEffects;

/// A world: sixteen trials and all that was drawn for them before any account is looked at.
typedef struct {
  uint64_t seed;
  uint32_t firstTrial;
  AccountLoopEffects effects;
  /// At `(model * years + year) * segments + segment`.
  const AccountLoopRates *rates;
  /// At ten times that, by stream, small then big.
  const AccountLoopFunnel *funnels;
  /// At `(year * segments + segment) * 5 + stream`.
  const AccountLoopArrivals *arrivals;
  /// At `(year * segments + segment) * 7`.
  const AccountLoopSize *sizes;
  /// By segment.
  const double *escalator;
  /// By the account's index in the book.
  const float *transfer;
  /// By target, then class.
  const float *_Nullable driverOdds[2 + ACCOUNT_LOOP_STREAMS];
  /// At `year * segments + segment`, rows.
  const float *shocks;
  /// At `life * months + month`, rows: 1 if the seat is filled, 0 if it is vacant.
  const float *occupied;
  /// By model.
  const AccountLoopLedger *ledger;
} AccountLoopWorld;

// MARK: - Running

/// Working memory of the loop, for one thread at a time.
typedef struct AccountLoopMemory AccountLoopMemory;

/// Allocates memory for the tables' shape. Ends the program if out of memory.
AccountLoopMemory *account_loop_memory_make(const AccountLoopTables *tables);
void account_loop_memory_free(AccountLoopMemory *memory);

/// Counts the first year's cohort, which is the same in every trial, in empty ledgers, by model.
void account_loop_open(const AccountLoopTables *tables, const AccountLoopLedger *ledgers);

/// Plays every account of a world and adds to its ledgers, which hold the first year's cohort.
typedef void (*AccountLoopBody)(
  const AccountLoopTables *, const AccountLoopWorld *, AccountLoopMemory *);

/// Draws as the loop does: four uniforms of a key for sixteen neighbouring trials, word by word.
typedef void (*AccountLoopDraw)(
  uint64_t seed, uint32_t trial, uint32_t word1, uint32_t word2, float *uniforms);

/// An instruction class that the loop is compiled for.
typedef struct {
  const char *name;
  AccountLoopBody run;
  AccountLoopDraw draw;
} AccountLoopVariant;

/// The number of variants that this machine can run; the last is the widest.
int32_t account_loop_variants(void);
/// A variant, from 0 on.
AccountLoopVariant account_loop_variant(int32_t index);

#pragma clang assume_nonnull end

#endif
