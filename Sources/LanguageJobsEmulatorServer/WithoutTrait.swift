#if !EmulatorServer
import Foundation

/// What there is to run as long as the trait is off.
@main
enum WithoutTrait {
    static func main() {
        let help = "The emulators' server needs a trait: swift run --traits EmulatorServer emulator\n"
        FileHandle.standardError.write(Data(help.utf8))
        exit(1)
    }
}
#endif
