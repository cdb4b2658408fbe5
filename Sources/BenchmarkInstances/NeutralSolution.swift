/// One visit of the neutral format: pupils of one school board at a stop, or all of a school leave.
struct NeutralVisit: Sendable {
    /// The stop; `nil`: a visit to the school.
    var stop: String?
    var school: String
    var pupils: Int
    /// Seconds after midnight, before service; `nil` leaves the times to the checker.
    var arrival: Double?
}

/// The neutral JSON that the public checker reads.
struct NeutralSolution: Sendable {
    var instance: String
    var rules: String
    var buses: [[NeutralVisit]]
    /// Address or pupil to stop, by their ids; empty where stops are given.
    var assignment: [(key: String, stop: String)] = []

    /// The whole document, one bus a line.
    func json() -> String {
        var text = "{\"instance\": \(Self.quoted(instance)), \"rules\": \(Self.quoted(rules)), \"buses\": [\n"
        text += buses.map { "{\"visits\": [" + $0.map(Self.visit).joined(separator: ", ") + "]}" }.joined(
            separator: ",\n")
        text += "\n]"
        if !assignment.isEmpty {
            let pairs = assignment.map { "\(Self.quoted($0.key)): \(Self.quoted($0.stop))" }
            text += ",\n\"assignment\": {" + pairs.joined(separator: ", ") + "}"
        }
        return text + "}\n"
    }

    private static func visit(_ visit: NeutralVisit) -> String {
        var fields: [String] = []
        if let stop = visit.stop { fields.append("\"stop\": \(quoted(stop))") }
        fields.append("\"school\": \(quoted(visit.school))")
        if visit.stop != nil { fields.append("\"pupils\": \(visit.pupils)") }
        if let arrival = visit.arrival {
            let whole = arrival.rounded()
            fields.append("\"arrival\": " + (whole == arrival ? "\(Int(whole))" : "\(arrival)"))
        }
        return "{" + fields.joined(separator: ", ") + "}"
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case _ where scalar.value < 0x20:
                result += "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
