import Falara
import Foundation

extension FalaraRecording {
    static let webhooks: [FalaraRecording] = []
}
