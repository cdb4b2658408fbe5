/// Finds many words in bytes in one pass (Aho & Corasick 1975). A word counts where it stands alone: no letter, digit
/// or continuation byte touches it, so that `P-1` is not found in `P-12`; and where it is no part of a longer text that
/// may stand there.
struct WordSearch: Sendable {
    /// The words, in the order in which they were given.
    let words: [String]
    private let classOfByte: [UInt8]
    private let classes: Int
    /// `next[state * classes + class]`.
    private var next: [Int32]
    /// The word that ends in a state, or -1; and the nearest suffix state in which one ends, or 0.
    private var word: [Int32] = [-1]
    private var shorter: [Int32] = [0]

    /// The texts that may stand in the bytes, words or not.
    private let longer: [String]

    /// A search for `words` outside the texts `longer`; empty ones are never found.
    init(_ words: [String], outside longer: [String] = []) {
        self.words = words
        self.longer = longer
        let all = words + longer
        var table = [UInt8](repeating: 0, count: 256)
        var used = 0
        for word in all {
            for byte in word.utf8 where table[Int(byte)] == 0 {
                used += 1
                table[Int(byte)] = UInt8(clamping: used)
            }
        }
        classOfByte = table
        classes = used + 1
        next = Array(repeating: 0, count: used + 1)
        var failure: [Int32] = [0]
        for (position, text) in all.enumerated() where !text.isEmpty { insert(text, as: Int32(position), &failure) }
        link(&failure)
    }

    private mutating func insert(_ text: String, as position: Int32, _ failure: inout [Int32]) {
        var state = 0
        for byte in text.utf8 {
            let cell = state * classes + Int(classOfByte[Int(byte)])
            if next[cell] == 0 {
                next[cell] = Int32(word.count)
                next.append(contentsOf: repeatElement(0, count: classes))
                word.append(-1)
                shorter.append(0)
                failure.append(0)
            }
            state = Int(next[cell])
        }
        if word[state] < 0 { word[state] = position }
    }

    /// Makes the tree an automaton: missing branches lead where the longest known suffix leads.
    private mutating func link(_ failure: inout [Int32]) {
        var queue: [Int] = []
        var head = 0
        for kind in 0..<classes where next[kind] != 0 { queue.append(Int(next[kind])) }
        while head < queue.count {
            let state = queue[head]
            head += 1
            let suffix = Int(failure[state])
            shorter[state] = word[suffix] >= 0 ? Int32(suffix) : shorter[suffix]
            for kind in 0..<classes {
                let child = Int(next[state * classes + kind])
                let fallback = next[suffix * classes + kind]
                if child == 0 {
                    next[state * classes + kind] = fallback
                } else {
                    failure[child] = fallback
                    queue.append(child)
                }
            }
        }
    }

    /// The positions of the words that stand in `bytes`, each once, in the order of the words.
    func wordsFound(in bytes: [UInt8]) -> [Int] {
        var found: [(word: Int, range: Range<Int>)] = []
        bytes.withUnsafeBufferPointer { bytes in
            var state = 0
            for position in 0..<bytes.count {
                state = Int(next[state * classes + Int(classOfByte[Int(bytes[position])])])
                guard state != 0 else { continue }
                var ending = word[state] >= 0 ? state : Int(shorter[state])
                while ending != 0 {
                    let match = Int(word[ending])
                    let start = position + 1 - length(match)
                    if stands(bytes, start, position + 1) { found.append((match, start..<position + 1)) }
                    ending = Int(shorter[ending])
                }
            }
        }
        let allowed = found.filter { $0.word >= words.count }.map(\.range)
        let alone = found.filter { hit in
            hit.word < words.count
                && !allowed.contains { $0.lowerBound <= hit.range.lowerBound && hit.range.upperBound <= $0.upperBound }
        }
        return Set(alone.map(\.word)).sorted()
    }

    private func length(_ match: Int) -> Int {
        match < words.count ? words[match].utf8.count : longer[match - words.count].utf8.count
    }

    private func stands(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
        !(start > 0 && isInWord(bytes[start - 1])) && !(end < bytes.count && isInWord(bytes[end]))
    }

    private func isInWord(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte >= 0x80
    }
}
