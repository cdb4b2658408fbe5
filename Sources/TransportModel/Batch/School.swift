public import Quantities

/// A school and the places where it is reached.
public struct School: NamedByLanguage, Sendable {
    /// The id of the school register.
    public var id: String
    /// The school's name.
    public var name: String
    /// What it is called by those who read a language, where that is otherwise; by code: `sv`, `fi`, `en`.
    public var names: [String: String] = [:]
    /// Where the school is.
    public var place: Place
    /// Its language, such as `sv`; may be empty.
    public var language: String
    /// The grades it teaches; empty: not said.
    public var grades: Set<Int>
    /// So far may all of its bells be earlier or later, by whole minutes and all alike.
    public var bellSlack = Seconds.zero
    /// Its gates; empty means that `place` is the only one, for walkers and buses.
    public var gates: [Gate] = []
    /// The line of `schools.csv`, from 1.
    public var line: Int

    /// A kerbside or walking entrance.
    public struct Gate: Sendable {
        /// Unique within the school.
        public var id: String
        /// Where it is.
        public var place: Place
        /// For whom it is; `nil`: for both.
        public var kind: Kind?

        /// For whom a gate is.
        public enum Kind: String, Sendable {
            case walk, bus
        }

        /// A gate at `place`.
        public init(id: String, place: Place, kind: Kind?) {
            self.id = id
            self.place = place
            self.kind = kind
        }
    }

    /// A school without gates of its own.
    public init(
        id: String, name: String, place: Place, language: String = "", grades: Set<Int> = [], line: Int = 0
    ) {
        self.id = id
        self.name = name
        self.place = place
        self.language = language
        self.grades = grades
        self.line = line
    }

    /// Where walkers enter: the gates for them, else the school's own point.
    public var walkingGates: [Place] { places(for: .walk) }
    /// Where buses are met: the first gate for them, else the school's own point.
    public var busGate: Place { places(for: .bus)[0] }

    private func places(for kind: Gate.Kind) -> [Place] {
        let open = gates.filter { $0.kind == nil || $0.kind == kind }.map(\.place)
        return open.isEmpty ? [place] : open
    }
}
