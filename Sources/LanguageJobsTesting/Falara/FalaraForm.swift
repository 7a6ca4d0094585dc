import Foundation

/// Writes what the generations of the service write differently.
struct FalaraForm: Sendable {
    let style: FalaraPlan.Style
    let clock: EmulatorClock

    func stamp(_ moment: Duration?) -> EmulatorJSON {
        guard let moment else { return .null }
        let stamp = clock.stamp(moment)
        return switch style {
        case .first: .string(stamp.replacing("Z", with: "+00:00"))
        case .second: .string(stamp)
        case .connector: .string(stamp.replacing("Z", with: ".000000+00:00"))
        }
    }

    /// A list: bare, or in an object.
    func list(_ items: [EmulatorJSON]) -> EmulatorJSON {
        style == .first ? .array(items) : .object(["data": .array(items)])
    }

    /// The refusal of a result before there is one.
    func notReady(_ status: FalaraStatus) -> FalaraProblem {
        let status = EmulatorJSON.string(status.rawValue)
        let message: EmulatorJSON = "Job is not completed."
        return style == .connector
            ? FalaraProblem(409, .object(["message": message, "status": status]))
            : FalaraProblem(409, message, with: ["status": status])
    }
}
