import PlanFixtures
import Quantities
import Testing
import TransportModel

@Suite struct PlanSummaryTests {
    @Test func `percentiles are by nearest rank`() {
        // Of twenty values the 95th percentile is the 19th, of one hundred the 95th, of one the first.
        #expect(PlanSummary.Spread(of: (1...20).map(Double.init)).p95 == 19)
        #expect(PlanSummary.Spread(of: (1...100).map(Double.init)).p95 == 95)
        #expect(PlanSummary.Spread(of: (1...21).map(Double.init)).p95 == 20)
        #expect(PlanSummary.Spread(of: [7]).p95 == 7)
        #expect(PlanSummary.Spread(of: []).max == 0)
    }

    @Test func `the lane in figures`() {
        let batch = Lane.batch()
        let plan = Lane.plan(for: batch)
        let summary = PlanSummary(
            tables: PlanTables(plan: plan, batch: batch), batch: batch, settings: Lane.settings(for: plan))
        let counts: [Int] = [5, 6, 1, 3, 1, 2, 3, 12, 2, 4, 2, 0, 0]
        #expect(summary.counts.named.map(\.value) == counts)
        // Two of six decisions are in review.
        let expected = 4.0 / 6
        #expect(abs(summary.decidedAutomatically - expected) < 1e-12)
        #expect(summary.buses == 1)
        #expect(summary.metres == 44_000)
        #expect(summary.cost == Cost(cents: 24_400))
        // Per day: two sessions of (1050 + 900 + 900 on Monday, 1050 + 900 + 1050 on Tuesday).
        let mean: Double = (2 * 2850 + 2 * 3000) / 12
        #expect(summary.ride.mean == mean)
        #expect(summary.ride.max == 1050)
        #expect(summary.walk.max == 200)
        #expect(summary.wait.max == 600)
    }

    @Test func `what a person decided is not automatic`() {
        let batch = Lane.batch()
        let plan = Lane.plan(for: batch)
        var tables = PlanTables(plan: plan, batch: batch)
        tables.decisions[0].ruleID = DecisionRow.overrideRuleID
        let summary = PlanSummary(tables: tables, batch: batch, settings: Lane.settings(for: plan))
        #expect(summary.decidedAutomatically == 0.5)
    }
}
