import Falara
import Foundation

extension FalaraRecording {
    static let resources: [FalaraRecording] = []
}
