package import Quantities

/// A linear or mixed integer program, always a minimisation, built in Swift and handed to GLPK only when it is sound.
///
/// A row says `lower <= sum of value * column <= upper`. Bounds may be infinite; every other number must be finite and
/// no larger than `largestNumber`. Building never fails: what is wrong is found by `validate()`, which every solve runs
/// first, because GLPK aborts the process on a bad index and takes a not-a-number for an optimum.
package struct LinearModel: Sendable {
    /// A variable; `Index<Column>` is its position.
    package struct Column: Sendable {
        /// Its cost per unit.
        package var cost: Double
        /// The least value, inclusive; may be `-infinity`.
        package var lower: Double
        /// The largest value, inclusive; may be `infinity`.
        package var upper: Double
        /// Whether only whole values count.
        package var isInteger: Bool
    }

    /// A constraint; `Index<Row>` is its position.
    package struct Row: Sendable {
        /// The least activity, inclusive; may be `-infinity`.
        package var lower: Double
        /// The largest activity, inclusive; may be `infinity`.
        package var upper: Double
    }

    /// `value` times a column in some row, or a row's coefficient in some column.
    package struct Term<Other>: Sendable {
        /// The column of a row's term, or the row of a column's.
        package var index: Index<Other>
        /// The coefficient.
        package var value: Double

        /// A term.
        package init(_ index: Index<Other>, _ value: Double) {
            self.index = index
            self.value = value
        }
    }

    /// Finite numbers beyond this are refused: nothing in a municipality is that large, and the simplex method loses
    /// its footing long before.
    package static let largestNumber = 1e15

    /// The variables in the order they were added.
    package private(set) var columns: [Column] = []
    /// The constraints in the order they were added.
    package private(set) var rows: [Row] = []
    /// The coefficients as parallel lists, in the order they were added.
    var termRows: [Int32] = []
    var termColumns: [Int32] = []
    var termValues: [Double] = []

    /// A model without columns and rows.
    package init() {}

    /// Whether any column must be whole.
    package var hasIntegers: Bool { columns.contains { $0.isInteger } }

    /// Adds a variable from `lower` to `upper` that costs `cost` per unit.
    @discardableResult
    package mutating func addColumn(
        cost: Double, lower: Double = 0, upper: Double = .infinity, isInteger: Bool = false
    ) -> Index<Column> {
        columns.append(Column(cost: cost, lower: lower, upper: upper, isInteger: isInteger))
        return Index(columns.count - 1)
    }

    /// Adds a variable that is 0 or 1 and costs `cost`.
    @discardableResult
    package mutating func addBinary(cost: Double) -> Index<Column> {
        addColumn(cost: cost, lower: 0, upper: 1, isInteger: true)
    }

    /// Adds a variable with its coefficients in rows that exist already, as column generation does.
    @discardableResult
    package mutating func addColumn(
        cost: Double, lower: Double = 0, upper: Double = .infinity, isInteger: Bool = false, terms: [Term<Row>]
    ) -> Index<Column> {
        let column = addColumn(cost: cost, lower: lower, upper: upper, isInteger: isInteger)
        for term in terms { append(row: term.index.rawValue, column: column.rawValue, term.value) }
        return column
    }

    /// Adds the constraint `lower <= sum of terms <= upper`.
    @discardableResult
    package mutating func addRow(
        lower: Double = -.infinity, upper: Double = .infinity, terms: [Term<Column>] = []
    ) -> Index<Row> {
        rows.append(Row(lower: lower, upper: upper))
        let row = Int32(rows.count - 1)
        for term in terms { append(row: row, column: term.index.rawValue, term.value) }
        return Index(Int(row))
    }

    private mutating func append(row: Int32, column: Int32, _ value: Double) {
        termRows.append(row)
        termColumns.append(column)
        termValues.append(value)
    }

    /// Replaces the bounds of `row`; traps when there is no such row.
    package mutating func setBounds(of row: Index<Row>, lower: Double, upper: Double) {
        rows[row.offset] = Row(lower: lower, upper: upper)
    }

    /// Replaces the cost of `column`; traps when there is no such column.
    package mutating func setCost(of column: Index<Column>, to cost: Double) { columns[column.offset].cost = cost }
}
