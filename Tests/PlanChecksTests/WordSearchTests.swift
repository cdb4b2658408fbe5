import Testing

@testable import PlanChecks

@Suite struct WordSearchTests {
    private func found(_ words: [String], in text: String) -> [String] {
        WordSearch(words).wordsFound(in: Array(text.utf8)).map { words[$0] }
    }

    @Test func `words are found where they stand alone`() {
        #expect(found(["P-1", "P-12"], in: "<b>P-12</b>") == ["P-12"])
        #expect(found(["P-1", "P-12"], in: "P-1;P-123") == ["P-1"])
        #expect(found(["Åsa Ö"], in: "(Åsa Ö)") == ["Åsa Ö"])
        #expect(found(["Åsa"], in: "ÅsaÖ, BÅsa") == [])
    }

    @Test func `a word inside another, and one that ends another, are both found`() {
        // "she" ends in "he"; both are words of "he-she he".
        #expect(found(["he", "she"], in: "she") == ["she"])
        #expect(found(["a b", "b"], in: "a b") == ["a b", "b"])
    }

    @Test(arguments: [
        ("Itä-Kaari 18", []), ("Kaari 18", ["Kaari 18"]), ("Itä-Kaari 18, Kaari 18", ["Kaari 18"]),
        ("Kaari 18 B", []), ("Kaari 18 C", ["Kaari 18"]), ("Länsi-Kaari 18", ["Kaari 18"]),
        ("Itä-Kaari 18 B", []), ("PItä-Kaari 18", ["Kaari 18"]),
    ])
    func `a word is found outside a longer text that may stand there, not in it`(
        _ text: String, _ words: [String]
    ) {
        let search = WordSearch(["Kaari 18"], outside: ["Itä-Kaari 18", "Kaari 18 B"])
        #expect(search.wordsFound(in: Array(text.utf8)).map { search.words[$0] } == words)
    }

    @Test func `no words and no text find nothing`() {
        #expect(found([], in: "text") == [])
        #expect(found(["", "x"], in: "") == [])
    }

    @Test func `what a plain search finds is found, and nothing else`() {
        // All words of up to three letters over {a, b, space} against all texts of six of these letters.
        let letters: [Character] = ["a", "b", " "]
        var texts = [""]
        var words: [String] = []
        for length in 1...6 {
            texts = texts.flatMap { text in letters.map { text + String($0) } }
            if length <= 3 { words += texts.filter { $0.first != " " && $0.last != " " } }
        }
        let search = WordSearch(words)
        for text in texts {
            let plain = words.indices.filter { stands(words[$0], in: text) }
            #expect(search.wordsFound(in: Array(text.utf8)) == plain, "\(text)")
        }
    }

    private func stands(_ word: String, in text: String) -> Bool {
        let padded = Array(" " + text + " ")
        let letters = Array(word)
        return padded.indices.dropFirst().contains { start in
            let end = start + letters.count
            return end < padded.count && Array(padded[start..<end]) == letters && padded[start - 1] == " "
                && padded[end] == " "
        }
    }
}
