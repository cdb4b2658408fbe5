import CGLPKGuard

/// Owns one problem inside GLPK: created, used and freed on one thread, never copied, never sent.
///
/// GLPK keeps one environment per thread, and a problem dies with the thread's environment; the guard frees the
/// environment with the thread's last problem, so worker threads leave nothing behind.
struct GuardedProblem: ~Copyable {
    private let handle: OpaquePointer

    private init() throws(IntegerProgrammingError) {
        guard let handle = skjuts_glpk_create() else {
            throw .init(code: .solverFailure, message: "GLPK could not make a problem")
        }
        self.handle = handle
    }

    /// `model` inside GLPK, validated first.
    static func holding(_ model: LinearModel) throws(IntegerProgrammingError) -> GuardedProblem {
        try model.validate()
        let problem = try GuardedProblem()
        try problem.addRows(model.rows)
        let matrix = ColumnMatrix(of: model)
        try problem.addColumns(model.columns, starts: matrix.starts, rows: matrix.rows, values: matrix.values)
        return problem
    }

    deinit { skjuts_glpk_free(handle) }

    func addRows(_ rows: [LinearModel.Row]) throws(IntegerProgrammingError) {
        let lower = rows.map(\.lower), upper = rows.map(\.upper)
        try check { skjuts_glpk_add_rows(handle, Int32(rows.count), lower, upper, &$0) }
    }

    func addColumns(
        _ columns: [LinearModel.Column], starts: [Int32], rows: [Int32], values: [Double]
    ) throws(IntegerProgrammingError) {
        let cost = columns.map(\.cost), lower = columns.map(\.lower), upper = columns.map(\.upper)
        let kinds = columns.map { Int32($0.isInteger ? SKJUTS_GLPK_INTEGER : SKJUTS_GLPK_CONTINUOUS) }
        try check {
            skjuts_glpk_add_columns(
                handle, Int32(columns.count), cost, lower, upper, kinds, starts, rows, values, &$0)
        }
    }

    func setRow(_ row: Int, lower: Double, upper: Double) throws(IntegerProgrammingError) {
        try check { skjuts_glpk_set_row(handle, Int32(row), lower, upper, &$0) }
    }

    func setCost(_ column: Int, to cost: Double) throws(IntegerProgrammingError) {
        try check { skjuts_glpk_set_cost(handle, Int32(column), cost, &$0) }
    }

    func solveRelaxation(iterations: Int, milliseconds: Int32) throws(IntegerProgrammingError) -> skjuts_glpk_lp {
        var result = skjuts_glpk_lp()
        try check { skjuts_glpk_solve_lp(handle, Int32(clamping: iterations), milliseconds, &result, &$0) }
        return result
    }

    func relaxationValues(columns: Int, rows: Int) throws(IntegerProgrammingError) -> (
        values: [Double], duals: [Double]
    ) {
        var values = [Double](repeating: 0, count: columns)
        var duals = [Double](repeating: 0, count: rows)
        try check { skjuts_glpk_lp_values(handle, &values, &duals, &$0) }
        return (values, duals)
    }

    func search(_ limits: SolveLimits, start: [Double]?) throws(IntegerProgrammingError) -> skjuts_glpk_mip {
        var result = skjuts_glpk_mip()
        func run(_ start: UnsafePointer<Double>?) throws(IntegerProgrammingError) {
            var search = skjuts_glpk_search()
            search.node_limit = Int32(clamping: limits.nodes)
            search.iteration_limit = Int32(clamping: limits.treeIterations)
            search.milliseconds = limits.milliseconds
            search.gap = limits.gap
            search.start = start
            try check { skjuts_glpk_solve_mip(handle, &search, &result, &$0) }
        }
        if let start {
            try start.withUnsafeBufferPointer { (buffer) throws(IntegerProgrammingError) in
                try run(buffer.baseAddress)
            }
        } else {
            try run(nil)
        }
        return result
    }

    func searchValues(columns: Int) throws(IntegerProgrammingError) -> [Double] {
        var values = [Double](repeating: 0, count: columns)
        try check { skjuts_glpk_mip_values(handle, &values, &$0) }
        return values
    }

    /// Makes GLPK abort on purpose, to prove that the guard holds.
    func provokeFailure() throws(IntegerProgrammingError) {
        try check { skjuts_glpk_provoke_failure(handle, &$0) }
    }

    private func check(_ call: (inout skjuts_glpk_message) -> Int32) throws(IntegerProgrammingError) {
        var message = skjuts_glpk_message()
        guard call(&message) != SKJUTS_GLPK_OK else { return }
        let text = withUnsafeBytes(of: message.text) { bytes in
            String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
        throw .init(code: .solverFailure, message: text.split(separator: "\n").joined(separator: " "))
    }
}
