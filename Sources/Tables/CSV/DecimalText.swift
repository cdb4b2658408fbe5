/// Numbers as text, the same on every machine and in every language.
package enum DecimalText {
    /// `value` rounded to at most `decimals` decimals (0 to 15), half away from zero, without trailing zeros;
    /// `nil` where it is not finite or has more than 15 digits before the point.
    package static func fixed(_ value: Double, decimals: Int) -> String? {
        guard value.isFinite, value.magnitude < 1e15, (0...15).contains(decimals) else { return nil }
        var scale = 1.0
        for _ in 0..<decimals { scale *= 10 }
        let whole = value.magnitude.rounded(.down)
        let fraction = ((value.magnitude - whole) * scale).rounded()
        let carries = fraction >= scale
        let units = Int64(whole) + (carries ? 1 : 0)
        var digits = carries || decimals == 0 ? "" : String(Int64(fraction))
        digits = String(repeating: "0", count: max(0, decimals - digits.count)) + digits
        while digits.last == "0" { digits.removeLast() }
        let sign = value < 0 && (units != 0 || !digits.isEmpty) ? "-" : ""
        return digits.isEmpty ? "\(sign)\(units)" : "\(sign)\(units).\(digits)"
    }

    /// The number that `text` spells, with a decimal point or comma and spaces between thousands; `nil` for anything
    /// else, for exponents, and where point and comma both stand.
    package static func number(_ text: String) -> Double? {
        guard let parts = split(text), let value = Double("\(parts.sign)\(parts.whole).\(parts.fraction)") else {
            return nil
        }
        return value.isFinite ? value : nil
    }

    /// The whole number that `text` spells; decimals must be zeros and not three (`1.000` may mean a thousand).
    /// `nil` for anything else, and beyond 64 bits.
    package static func integer(_ text: String) -> Int? {
        guard let parts = split(text), parts.fraction.count != 3 || !parts.hasMark,
            parts.fraction.allSatisfy({ $0 == "0" })
        else { return nil }
        return Int("\(parts.sign)\(parts.whole)")
    }

    private struct Parts {
        var sign = "", whole = "", fraction = "0"
        var hasMark = false
    }

    private static func split(_ text: String) -> Parts? {
        var parts = Parts()
        var rest = text[...]
        if let first = rest.first, first == "-" || first == "+" || first == "\u{2212}" {
            parts.sign = first == "+" ? "" : "-"
            rest = rest.dropFirst()
        }
        var whole = ""
        var fraction = ""
        var spaces = 0
        for character in rest.unicodeScalars {
            switch character {
            case "0"..."9":
                if parts.hasMark {
                    fraction.unicodeScalars.append(character)
                } else {
                    whole.unicodeScalars.append(character)
                }
            case ".", ",":
                guard !parts.hasMark else { return nil }
                parts.hasMark = true
            case " ", "\u{A0}", "\u{202F}", "\u{2009}":
                guard !parts.hasMark, !whole.isEmpty else { return nil }
                spaces += 1
            default: return nil
            }
        }
        guard !whole.isEmpty || !fraction.isEmpty, whole.count <= 40, fraction.count <= 40 else { return nil }
        guard spaces == 0 || whole.count > 3 * spaces else { return nil }
        parts.whole = whole.isEmpty ? "0" : whole
        parts.fraction = fraction.isEmpty ? "0" : fraction
        return parts
    }
}
