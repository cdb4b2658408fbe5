import Tables
package import TransportModel

extension RulesReader {
    /// The rules that a file with these bytes holds, in any encoding that bundles may have; `file` is its name for
    /// findings.
    package static func read(
        bytes: [UInt8], file: String
    ) throws(FatalProblem) -> (rules: RuleSet, findings: [Finding]) {
        let log = InputLog()
        let decoded: TextDecoding
        do {
            decoded = try TextDecoding(bytes)
        } catch {
            throw FatalProblem(error.code, file: file, line: error.line, message: error.message)
        }
        log.add(decoded.problems, file: file)
        let text = String(decoding: decoded.bytes, as: UTF8.self)
        if let line = YAMLBomb.line(in: text) {
            throw FatalProblem(
                "yaml-alias", file: file, line: line,
                message: "Anchors and aliases (`&name`, `*name`) are not read. Write the value out where it is used.")
        }
        let read = try read(text: text, file: file)
        return (read.rules, log.findings + read.findings)
    }
}
