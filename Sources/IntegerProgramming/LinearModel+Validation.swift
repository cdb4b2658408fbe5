import Quantities

extension LinearModel {
    /// The most rows, columns and terms that a model may have: beyond this GLPK would run for days and need gigabytes.
    package static let sizeLimit = (rows: 2_000_000, columns: 5_000_000, terms: 50_000_000)

    /// Throws the first thing in the model that GLPK must not see.
    package func validate() throws(IntegerProgrammingError) {
        let limit = LinearModel.sizeLimit
        guard rows.count <= limit.rows, columns.count <= limit.columns, termValues.count <= limit.terms else {
            throw .init(
                code: .tooLarge,
                message: "\(rows.count) rows, \(columns.count) columns and \(termValues.count) terms are too many")
        }
        for (index, row) in rows.enumerated() {
            try LinearModel.validate(lower: row.lower, upper: row.upper, of: "row \(index)")
        }
        for (index, column) in columns.enumerated() {
            try LinearModel.validate(column, named: "column \(index)")
        }
        try validateTerms()
    }

    static func validate(_ column: Column, named name: String) throws(IntegerProgrammingError) {
        try validate(lower: column.lower, upper: column.upper, of: name)
        guard isUsable(column.cost) else {
            throw .init(code: .invalidModel, message: "\(name) costs \(column.cost)")
        }
    }

    static func validate(lower: Double, upper: Double, of name: String) throws(IntegerProgrammingError) {
        let lowerIsSound = lower == -.infinity || isUsable(lower)
        let upperIsSound = upper == .infinity || isUsable(upper)
        guard lowerIsSound, upperIsSound, lower <= upper else {
            throw .init(code: .invalidModel, message: "\(name) has bounds from \(lower) to \(upper)")
        }
    }

    static func isUsable(_ value: Double) -> Bool { value.isFinite && value.magnitude <= largestNumber }

    private func validateTerms() throws(IntegerProgrammingError) {
        for term in termValues.indices {
            let (row, column) = (Int(termRows[term]), Int(termColumns[term]))
            guard rows.indices.contains(row), columns.indices.contains(column) else {
                throw .init(code: .invalidModel, message: "a term in row \(row), column \(column), which is not there")
            }
            guard LinearModel.isUsable(termValues[term]) else {
                throw .init(
                    code: .invalidModel, message: "row \(row) has \(termValues[term]) times column \(column)")
            }
        }
        let matrix = ColumnMatrix(of: self)
        var lastSeen = [Int32](repeating: -1, count: rows.count)
        for column in columns.indices {
            for term in matrix.terms(of: column) {
                let row = Int(matrix.rows[term])
                guard lastSeen[row] != Int32(column) else {
                    throw .init(code: .invalidModel, message: "row \(row) names column \(column) twice")
                }
                lastSeen[row] = Int32(column)
            }
        }
    }
}

/// The coefficients sorted by column, as GLPK takes them; within a column in the order they were added.
struct ColumnMatrix {
    /// Column k has the terms from `starts[k]` up to but not including `starts[k + 1]`.
    var starts: [Int32]
    var rows: [Int32]
    var values: [Double]

    /// A counting sort of `model`'s terms, all of which must lie inside it.
    init(of model: LinearModel) {
        starts = [Int32](repeating: 0, count: model.columns.count + 1)
        for column in model.termColumns { starts[Int(column) + 1] += 1 }
        for column in model.columns.indices { starts[column + 1] += starts[column] }
        rows = [Int32](repeating: 0, count: model.termRows.count)
        values = [Double](repeating: 0, count: model.termRows.count)
        var next = starts
        for term in model.termRows.indices {
            let column = Int(model.termColumns[term])
            let place = Int(next[column])
            rows[place] = model.termRows[term]
            values[place] = model.termValues[term]
            next[column] += 1
        }
    }

    /// The positions of the terms of `column`.
    func terms(of column: Int) -> Range<Int> { Int(starts[column])..<Int(starts[column + 1]) }
}
