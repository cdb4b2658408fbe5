internal import ArgumentParser
internal import Foundation
internal import Synchronization
internal import TransportModel

/// When to show progress on standard error.
enum ProgressMode: String, ExpressibleByArgument, CaseIterable {
    /// Only when standard error is a terminal.
    case auto
    /// Never.
    case never
    /// One JSON object a line, also into a pipe.
    case json
}

/// Prints progress on standard error: a line per finished stage, and what a running stage says about itself.
final class ProgressPrinter: Sendable {
    private let mode: ProgressMode
    private let start = Date()
    private let lastPrinted = Mutex<(stage: String, date: Date)>(("", .distantPast))

    init(mode: ProgressMode) {
        self.mode = mode == .auto && isatty(2) == 0 ? .never : mode
    }

    /// Shows `progress`, at most a few times a second within one stage.
    func show(_ progress: StageProgress) {
        guard mode != .never else { return }
        let isFinished = progress.done >= progress.total
        let now = Date()
        let isDue = lastPrinted.withLock { last in
            guard isFinished || last.stage != progress.stage || now.timeIntervalSince(last.date) >= 0.25 else {
                return false
            }
            last = (progress.stage, now)
            return true
        }
        guard isDue else { return }
        let elapsed = now.timeIntervalSince(start)
        FileHandle.standardError.write(Data((mode == .json ? json(progress, elapsed) : line(progress, elapsed)).utf8))
    }

    private func line(_ progress: StageProgress, _ elapsed: Double) -> String {
        let isFinished = progress.done >= progress.total
        var parts = ["\(tenths(elapsed)) s", progress.stage]
        if progress.total > 1 { parts.append("\(progress.done)/\(progress.total)") }
        if !progress.detail.isEmpty { parts.append(progress.detail) }
        if !isFinished, progress.done > 0 {
            let left = elapsed / Double(progress.done) * Double(progress.total - progress.done)
            parts.append("about \(Int(left.rounded(.up))) s left")
        }
        return "\u{1B}[2K\r" + parts.joined(separator: "  ") + (isFinished ? "\n" : "")
    }

    private func json(_ progress: StageProgress, _ elapsed: Double) -> String {
        let detail = progress.detail
            .replacingOccurrences(of: "\\", with: "\\\\").replacingOccurrences(of: "\"", with: "\\\"")
        return "{\"elapsed_s\": \(tenths(elapsed)), \"stage\": \"\(progress.stage)\", \"done\": \(progress.done), "
            + "\"total\": \(progress.total), \"detail\": \"\(detail)\"}\n"
    }

    private func tenths(_ seconds: Double) -> String {
        let tenths = Int((seconds * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }
}
