/// The YAML files of an invented bundle.
enum SettingsText {
    /// `municipality.yaml`.
    static func municipality(_ territory: Territory) -> String {
        """
        # An invented municipality. Every key that is not here has its documented default.
        name: "\(territory.name)"
        crs: "\(territory.grid.crs)"
        network: \(territory.networkFile)
        rules: rules.yaml
        languages: [\(territory.languages.joined(separator: ", "))]
        time_zone: \(territory.timeZone)

        calendar:
          from: 2026-08-11
          to: 2027-06-05
          cycle_weeks: 2 # families with two homes mostly change every week
          holidays:
            - {from: 2026-10-15, to: 2026-10-16}
            - {from: 2026-12-21, to: 2027-01-06}
            - {from: 2027-02-22, to: 2027-02-26}
            - {from: 2027-03-26, to: 2027-03-29}
            - {from: 2027-05-06, to: 2027-05-06}

        service:
          dwell: {stop_s: 20, per_pupil_s: 4, per_wheelchair_s: 120, school_s: 60}
          margins: {before_start_s: 300, after_end_s: 300}
          longest_wait_s: 1800
          walking_speed_mps: 1.25
          driving_factor: 1.1
          mixed_loads: yes

        solver:
          seed: 1

        """
    }

    /// `rules.yaml`.
    static let rules = """
        name: Invented rules
        rules:
          - {id: near, grades: 0-3, more_than_m: 3000}
          - {id: far, grades: 4-9, more_than_m: 5000}

        """
}
