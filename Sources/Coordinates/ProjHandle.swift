import CPROJ

/// PROJ's context and one transformation in it: x or longitude first, degrees, no network, silent.
///
/// A context serves one thread at a time; the owner sees to that.
struct ProjHandle: ~Copyable {
    private let context: OpaquePointer
    private let transformation: OpaquePointer

    /// The transformation from `source` to `target`, given as PROJ knows them; `nil` where it knows none.
    init?(from source: String, to target: String) {
        guard let context = ProjHandle.quietContext() else { return nil }
        guard let raw = proj_create_crs_to_crs(context, source, target, nil) else {
            proj_context_destroy(context)
            return nil
        }
        let normalized = proj_normalize_for_visualization(context, raw)
        proj_destroy(raw)
        guard let normalized else {
            proj_context_destroy(context)
            return nil
        }
        self.context = context
        transformation = normalized
    }

    deinit {
        proj_destroy(transformation)
        proj_context_destroy(context)
    }

    /// A context that neither prints nor calls anybody.
    static func quietContext() -> OpaquePointer? {
        guard let context = proj_context_create() else { return nil }
        proj_log_level(context, PJ_LOG_NONE)
        proj_context_set_enable_network(context, 0)
        return context
    }

    /// `x`, `y` transformed; `nil` where the result is no position.
    func transformed(_ x: Double, _ y: Double, inverse: Bool) -> (x: Double, y: Double)? {
        guard x.isFinite, y.isFinite else { return nil }
        let result = proj_trans(transformation, inverse ? PJ_INV : PJ_FWD, proj_coord(x, y, 0, 0))
        guard result.xy.x.isFinite, result.xy.y.isFinite else {
            proj_errno_reset(transformation)  // Else the next good point would look bad.
            return nil
        }
        return (result.xy.x, result.xy.y)
    }
}
