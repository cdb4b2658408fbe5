import Testing
import TransportModel

@testable import Inputs

struct InputLogTests {
    @Test func `findings beyond a thousand of one kind are counted, others are kept`() {
        let log = InputLog()
        for line in 1...1203 { log.add("a", .error, file: "x.csv", line: line, "bad") }
        log.add("b", .error, file: "x.csv", "bad")
        log.add("a", .warning, file: "x.csv", "bad")
        let findings = log.findings
        #expect(findings.count == 1000 + 2 + 1)
        #expect(findings.last?.message.contains("203 more") == true)
        #expect(findings.last?.severity == .error)
    }
}
