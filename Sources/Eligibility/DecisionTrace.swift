package import Quantities
package import TransportModel

/// The record of one decision: what it was made from and what came out, enough to make it again years later.
///
/// It holds the columns that the rules ask for and no others, and for a protected pupil no path.
package struct DecisionTrace: Codable, Hashable, Sendable {
    /// The version of this record's layout.
    package var schemaVersion = 1
    /// What it was made from.
    package var subject: DecisionCase
    /// For which period of the timetable; empty where there is one only.
    package var period: String
    /// The family's language and the pupil's area (column `area`); for counting, not for deciding.
    package var language: String, area: String
    /// SHA-256 of the rule file and of the road network; empty where unknown.
    package var rulesHash: String, networkHash: String
    /// The walked line by the file's first measure, as an encoded polyline of precision 5; empty for protected pupils.
    package var path: String
    /// What came out.
    package var result: Result

    /// What came out.
    package struct Result: Codable, Hashable, Sendable {
        /// Granted, refused or review.
        package var outcome: Outcome
        /// The rule that decided, by id, and the law behind it.
        package var ruleID: String, law: String
        /// The way that is shown and its limit.
        package var measured: Metres?, limit: Metres?
        /// As in the column.
        package var certainty: String
        /// Why it is in review.
        package var causes: [ReviewCause]
        /// What the deciding rule gives.
        package var gives: RuleEffect
        /// The sessions that it gives, sorted; empty: both.
        package var sessions: [Session]
        /// The weekdays that it is for, as in the tables; empty: all.
        package var weekdays: [String]
        /// The weekdays and sessions that are left out; `nil`: none.
        package var exceptWeekdays: [String]?, exceptSessions: [Session]?
        /// How the pupil travels; `nil`: the rule file has no order.
        package var mode: DecisionProcess.Mode?
        /// Whether a ride is planned.
        package var isCarried: Bool
        /// How every rule about the pupil was answered, in file order.
        package var answers: [Answer]
    }

    /// How one rule was answered.
    package struct Answer: Codable, Hashable, Sendable {
        /// The rule_id.
        package var rule: String
        /// `holds`, `fails`, `near`, or `unknown: cause`.
        package var standing: String
        /// The way and the limit of its distance condition.
        package var measured: Metres?, limit: Metres?
    }
}

// MARK: - Layout

extension DecisionTrace {
    enum CodingKeys: String, CodingKey {
        case schemaVersion = "schema_version"
        case subject = "inputs"
        case period, language, area, path
        case rulesHash = "rules_sha256"
        case networkHash = "network_sha256"
        case result
    }
}

extension DecisionTrace.Result {
    enum CodingKeys: String, CodingKey {
        case outcome = "decision"
        case ruleID = "rule_id"
        case law, certainty, causes, gives, sessions, weekdays, answers, mode
        case exceptWeekdays = "except_weekdays"
        case exceptSessions = "except_sessions"
        case measured = "measured_m"
        case limit = "threshold_m"
        case isCarried = "carried"
    }
}

extension DecisionTrace.Answer {
    enum CodingKeys: String, CodingKey {
        case rule, standing
        case measured = "measured_m"
        case limit = "threshold_m"
    }
}

// MARK: - Making records

extension RuleSet {
    /// What `verdict` on `subject` is recorded as.
    package func result(of verdict: Verdict, on subject: DecisionCase) -> DecisionTrace.Result {
        let given = verdict.given, leavesOut = !given.exceptWeekdays.isEmpty
        return DecisionTrace.Result(
            outcome: verdict.outcome, ruleID: citedID(verdict), law: law(verdict), measured: verdict.measured,
            limit: verdict.limit, certainty: verdict.certainty, causes: verdict.causes, gives: verdict.gives,
            sessions: given.sessions.sorted(), weekdays: given.weekdays.sorted().map(\.code),
            exceptWeekdays: leavesOut ? given.exceptWeekdays.sorted().map(\.code) : nil,
            exceptSessions: leavesOut ? given.exceptSessions.sorted() : nil, mode: verdict.mode,
            isCarried: isCarried(verdict, subject),
            answers: verdict.answers.map { answer in
                DecisionTrace.Answer(
                    rule: rules[answer.rule].id, standing: answer.standing.word, measured: answer.measured,
                    limit: answer.limit)
            })
    }

    /// Whether a ride is planned, which takes a home: granted always, review where the file says so, refused never.
    package func isCarried(_ verdict: Verdict, _ subject: DecisionCase) -> Bool {
        switch verdict.outcome {
        case .granted: subject.homeID != nil && verdict.mode != .public
        case .refused: false
        case .review:
            subject.homeID != nil && ![.public, .allowance].contains(verdict.mode)
                && !carriedCauses(for: subject.facts).isDisjoint(with: verdict.causes)
        }
    }
}

extension Standing {
    /// The word that records hold.
    package var word: String {
        switch self {
        case .holds: "holds"
        case .fails: "fails"
        case .near: "near"
        case .unknown(let cause, _): "unknown: \(cause.rawValue)"
        }
    }
}

extension EligibilityStage {
    /// The records of all decisions, in their order.
    package func traces(walks: Walks) -> [DecisionTrace] {
        let rulesHash = batch.inputHashes[batch.municipality.rules] ?? ""
        let networkHash = batch.inputHashes[batch.municipality.network] ?? ""
        return cases(walks: walks).map { pupil, home, subject in
            let record = batch.pupils[pupil]
            let path = home.flatMap { walks.toSchool[$0.offset]?.path } ?? []
            let area = home.flatMap { batch.homes[$0].extras["area"] } ?? record.extras["area"] ?? ""
            return DecisionTrace(
                subject: subject, period: batch.period, language: record.language, area: area, rulesHash: rulesHash,
                networkHash: networkHash, path: record.isProtected ? "" : Polyline.encode(path),
                result: batch.rules.result(of: batch.rules.verdict(on: subject), on: subject))
        }
    }
}

/// Lines as short text (Google's encoded polyline, five decimals of a degree).
package enum Polyline {
    /// The text of `points`.
    package static func encode(_ points: [GeoPoint]) -> String {
        var bytes: [UInt8] = []
        var last = (0, 0)
        for point in points {
            let here = (scaled(point.latitude), scaled(point.longitude))
            append(here.0 - last.0, to: &bytes)
            append(here.1 - last.1, to: &bytes)
            last = here
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The points of `text`; `nil` where it is no such text.
    package static func decode(_ text: String) -> [GeoPoint]? {
        var numbers: [Int] = []
        var value = 0, shift = 0
        for byte in text.utf8 {
            guard (63...126).contains(byte), shift < 40 else { return nil }
            let bits = Int(byte) - 63
            value |= (bits & 31) << shift
            shift += 5
            guard bits < 32 else { continue }
            numbers.append(value & 1 == 1 ? ~(value >> 1) : value >> 1)
            (value, shift) = (0, 0)
        }
        guard shift == 0, numbers.count.isMultiple(of: 2) else { return nil }
        var latitude = 0, longitude = 0
        return stride(from: 0, to: numbers.count, by: 2).map { position in
            latitude &+= numbers[position]
            longitude &+= numbers[position + 1]
            return GeoPoint(longitude: Double(longitude) / 1e5, latitude: Double(latitude) / 1e5)
        }
    }

    private static func scaled(_ degrees: Double) -> Int {
        degrees.isFinite ? Int((max(-360, min(360, degrees)) * 1e5).rounded()) : 0
    }

    private static func append(_ number: Int, to bytes: inout [UInt8]) {
        var rest = number < 0 ? ~(number << 1) : number << 1
        while rest >= 32 {
            bytes.append(UInt8(32 | rest & 31) + 63)
            rest >>= 5
        }
        bytes.append(UInt8(rest) + 63)
    }
}
