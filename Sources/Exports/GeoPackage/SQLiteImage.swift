import CSQLite

/// An SQLite database in memory whose bytes are the file. Equal statements give equal bytes.
struct SQLiteImage: ~Copyable {
    private let database: OpaquePointer

    /// What SQLite refused, and its own words about it.
    struct Failure: Error {
        var message: String
    }

    /// A cell.
    enum Value {
        case null
        case integer(Int)
        case real(Double)
        case text(String)
        case blob([UInt8])
    }

    /// An empty database.
    init() throws(Failure) {
        var handle: OpaquePointer?
        guard sqlite3_open_v2(":memory:", &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nil) == SQLITE_OK,
            let handle
        else { throw Failure(message: "SQLite cannot open a database in memory.") }
        database = handle
    }

    deinit { sqlite3_close_v2(database) }

    /// Runs the statements of `sql`.
    func run(_ sql: String) throws(Failure) {
        guard sqlite3_exec(database, sql, nil, nil, nil) == SQLITE_OK else { throw failure(sql) }
    }

    /// Adds `rows` to `table`, each with a value for every one of `columns`, in one transaction.
    func insert(into table: String, _ columns: [String], _ rows: [[Value]]) throws(Failure) {
        let marks = Array(repeating: "?", count: columns.count).joined(separator: ",")
        let sql = "INSERT INTO \(table) (\(columns.joined(separator: ","))) VALUES (\(marks))"
        var statement: OpaquePointer?
        guard sqlite3_prepare_v2(database, sql, -1, &statement, nil) == SQLITE_OK else { throw failure(sql) }
        defer { sqlite3_finalize(statement) }
        try run("BEGIN")
        for row in rows {
            precondition(row.count == columns.count, "a row has a value for every column")
            for (position, value) in row.enumerated() {
                guard bind(value, to: Int32(position + 1), of: statement) == SQLITE_OK else { throw failure(sql) }
            }
            guard sqlite3_step(statement) == SQLITE_DONE, sqlite3_reset(statement) == SQLITE_OK else {
                throw failure(sql)
            }
        }
        try run("COMMIT")
    }

    private func bind(_ value: Value, to index: Int32, of statement: OpaquePointer?) -> Int32 {
        switch value {
        case .null: sqlite3_bind_null(statement, index)
        case .integer(let number): sqlite3_bind_int64(statement, index, Int64(number))
        case .real(let number): sqlite3_bind_double(statement, index, number)
        case .text(let text): skjuts_bind_text(statement, index, text, Int32(text.utf8.count))
        case .blob(let bytes): skjuts_bind_blob(statement, index, bytes, Int32(bytes.count))
        }
    }

    /// The bytes of the database as a file.
    func bytes() throws(Failure) -> [UInt8] {
        var size: sqlite3_int64 = 0
        guard let image = sqlite3_serialize(database, "main", &size, 0) else {
            throw Failure(message: "SQLite cannot give out the database.")
        }
        defer { sqlite3_free(image) }
        return Array(UnsafeBufferPointer(start: image, count: Int(size)))
    }

    private func failure(_ sql: String) -> Failure {
        Failure(message: "\(String(cString: sqlite3_errmsg(database))) in: \(sql.prefix(80))")
    }
}
