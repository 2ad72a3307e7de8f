import Testing
import Units

@Suite struct CountedTests {
  @Test func oneThingIsSingular() {
    #expect("\(Counted(1, "event"))" == "1 event")
    #expect("\(Counted(0, "event"))" == "0 events")
    #expect("\(Counted(2, "event"))" == "2 events")
    #expect("\(Counted(1, "person", "people"))" == "1 person")
    #expect(Counted(12_000, "person", "people").noun == "people")
  }
}
