import TransportModel

/// `review.csv` holds exactly the decisions that are in review, each with what would decide it.
struct ReviewCheck: PlanCheck {
    func findings(in context: CheckContext) -> [Finding] {
        let queued = Set(context.tables.review.map { HomeKey($0.pupilID, $0.homeID) })
        let decisions = context.tables.decisions
        var found: [Finding] = []
        for position in decisions.indices where decisions[position].decision == .review {
            let row = decisions[position]
            guard !queued.contains(HomeKey(row.pupilID, row.homeID)) else { continue }
            found.append(
                context.error(
                    "plan-review-missing", \.decisions, position, subject: row.pupilID,
                    "The decision is in review, but \(ReviewRow.fileName) has no row for it."))
        }
        let review = context.tables.review
        for position in review.indices {
            let row = review[position]
            let decision = context.decisions[HomeKey(row.pupilID, row.homeID)].map { decisions[$0].decision }
            if decision != .review {
                found.append(
                    context.error(
                        "plan-review-extra", \.review, position, subject: row.pupilID,
                        "The row's decision is \(decision?.rawValue ?? "missing"), not review."))
            } else if row.why.isEmpty || row.whatWouldDecide.isEmpty {
                found.append(
                    context.error(
                        "plan-review-blank", \.review, position, subject: row.pupilID,
                        "A case in review must say why, and what would decide it."))
            }
        }
        return found
    }
}
