import Quantities

extension LinearModel {
    /// How far a row may be broken, relative to the sizes that meet in it.
    package static let tolerance = 1e-6

    /// The cost of `values`, one per column.
    package func cost(of values: [Double]) -> Double {
        var sum = 0.0
        for (column, value) in zip(columns, values) { sum += column.cost * value }
        return sum
    }

    /// The first constraint, bound or (unless `relaxed`) wholeness that `values` break beyond the tolerance; `nil` when
    /// they are feasible.
    package func firstViolation(of values: [Double], relaxed: Bool = false) -> String? {
        guard values.count == columns.count else { return "\(values.count) values for \(columns.count) columns" }
        for (index, (column, value)) in zip(columns, values).enumerated() {
            guard value.isFinite else { return "column \(index) is \(value)" }
            let slack = LinearModel.tolerance * max(1, value.magnitude)
            guard value >= column.lower - slack, value <= column.upper + slack else {
                return "column \(index) is \(value), outside \(column.lower) to \(column.upper)"
            }
            guard relaxed || !column.isInteger || (value - value.rounded()).magnitude <= 1e-5 else {
                return "column \(index) is \(value), which is not whole"
            }
        }
        var activity = [Double](repeating: 0, count: rows.count)
        var scale = [Double](repeating: 1, count: rows.count)
        for term in termValues.indices {
            let part = termValues[term] * values[Int(termColumns[term])]
            activity[Int(termRows[term])] += part
            scale[Int(termRows[term])] = max(scale[Int(termRows[term])], part.magnitude)
        }
        for (index, row) in rows.enumerated() {
            let slack = LinearModel.tolerance * scale[index]
            guard activity[index] >= row.lower - slack, activity[index] <= row.upper + slack else {
                return "row \(index) is \(activity[index]), outside \(row.lower) to \(row.upper)"
            }
        }
        return nil
    }

    /// A lower bound on every feasible cost from any row duals, whether or not they are optimal: each row and each
    /// column contributes the end of its range that its dual or reduced cost prefers (weak duality; Neumaier and
    /// Shcherbina 2004 use it to make bounds safe). `nil` when an end that is needed is infinite.
    package func dualBound(_ duals: [Double]) -> Double? {
        guard duals.count == rows.count else { return nil }
        var usable = duals
        var sum = 0.0
        for (index, row) in rows.enumerated() {
            let end = usable[index] > 0 ? row.lower : row.upper
            if !usable[index].isFinite || !end.isFinite { usable[index] = 0 }
            if usable[index] != 0 { sum += usable[index] * end }
        }
        var reduced = columns.map(\.cost)
        for term in termValues.indices {
            reduced[Int(termColumns[term])] -= usable[Int(termRows[term])] * termValues[term]
        }
        for (column, cost) in zip(columns, reduced) where cost != 0 {
            let end = cost > 0 ? column.lower : column.upper
            guard end.isFinite else { return nil }
            sum += cost * end
        }
        return sum.isFinite ? sum : nil
    }

    /// `values` with integer columns made exactly whole.
    func wholeValues(_ values: [Double]) -> [Double] {
        zip(columns, values).map { column, value in column.isInteger ? value.rounded() : value }
    }

    /// The cost of what GLPK returned, which must satisfy the model.
    func checkedCost(of values: [Double], relaxed: Bool = false) throws(IntegerProgrammingError) -> Double {
        if let violation = firstViolation(of: values, relaxed: relaxed) {
            throw .init(code: .numericalTrouble, message: "GLPK's answer does not hold: \(violation)")
        }
        return cost(of: values)
    }

    /// A start solution with whole integers, or an error that says what it breaks.
    func checkStart(_ values: [Double]) throws(IntegerProgrammingError) -> [Double] {
        if let violation = firstViolation(of: values) {
            throw .init(code: .invalidStart, message: "the start solution is not feasible: \(violation)")
        }
        return wholeValues(values)
    }
}
