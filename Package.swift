// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

// Every use of a third-party product stands behind a trait, and no trait is on by default: a package that
// depends on this one clones nothing else. See Docs/Decisions/0001-no-dependency-by-default.md.
let serverDependencies = [
    ("ArgumentParser", "swift-argument-parser"), ("HTTPTypes", "swift-http-types"),
    ("HummingbirdCore", "hummingbird"), ("Logging", "swift-log"), ("NIOCore", "swift-nio"),
    ("NIOHTTPTypes", "swift-nio-extras"), ("NIOPosix", "swift-nio"),
    ("ServiceLifecycle", "swift-service-lifecycle"), ("UnixSignals", "swift-service-lifecycle"),
].map { name, package in
    Target.Dependency.product(
        name: name, package: package, condition: .when(traits: ["EmulatorServer"]))
}
let hmac = Target.Dependency.product(
    name: "Crypto", package: "swift-crypto", condition: .when(traits: ["Webhooks"]))
let exampleArguments = Target.Dependency.product(
    name: "ArgumentParser", package: "swift-argument-parser", condition: .when(traits: ["Examples"]))

/// An example that takes command line arguments.
func example(_ name: String, _ folder: String, _ services: [Target.Dependency] = ["LDXHub"]) -> Target {
    .executableTarget(
        name: name, dependencies: services + ["ExampleSupport", exampleArguments], path: "Examples/\(folder)",
        swiftSettings: settings)
}

let package = Package(
    name: "swift-language-jobs",
    platforms: [.macOS(.v15), .iOS(.v18), .tvOS(.v18), .watchOS(.v11), .visionOS(.v2)],
    products: [
        .library(name: "LanguageJobs", targets: ["LanguageJobs"]),
        .library(name: "LDXHub", targets: ["LDXHub"]),
        .library(name: "Flixu", targets: ["Flixu"]),
        .library(name: "Falara", targets: ["Falara"]),
        .library(name: "LanguageJobsTesting", targets: ["LanguageJobsTesting"]),
    ],
    traits: [
        .trait(
            name: "EmulatorServer",
            description: "The emulators on a socket: swift run --traits EmulatorServer emulator"),
        .trait(
            name: "Examples",
            description: "The examples that take command line arguments, such as refine-xliff"),
        .trait(
            name: "Webhooks",
            description: "Checks the signatures of webhooks, with swift-crypto"),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.5.0"),
        .package(url: "https://github.com/apple/swift-crypto.git", from: "4.0.0"),
        .package(url: "https://github.com/apple/swift-http-types.git", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log.git", from: "1.14.0"),
        .package(url: "https://github.com/apple/swift-nio.git", from: "2.101.0"),
        .package(url: "https://github.com/apple/swift-nio-extras.git", from: "1.34.1"),
        .package(url: "https://github.com/hummingbird-project/hummingbird.git", from: "2.28.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle.git", from: "2.0.0"),
    ],
    targets: [
        .target(name: "LanguageJobs", swiftSettings: settings),
        .target(name: "LDXHub", dependencies: ["LanguageJobs"], swiftSettings: settings),
        .target(name: "Flixu", dependencies: ["LanguageJobs"], swiftSettings: settings),
        .target(name: "Falara", dependencies: ["LanguageJobs", hmac], swiftSettings: settings),
        .target(
            name: "LanguageJobsTesting", dependencies: ["LanguageJobs", "LDXHub", hmac],
            swiftSettings: settings),
        .executableTarget(
            name: "emulator",
            dependencies: ["LanguageJobsTesting"] + serverDependencies,
            path: "Sources/LanguageJobsEmulatorServer",
            swiftSettings: settings),

        .executableTarget(
            name: "quickstart",
            dependencies: ["LDXHub", "LanguageJobsTesting", "ExampleSupport"],
            path: "Examples/Quickstart",
            swiftSettings: settings),
        example("refine-xliff", "RefineXLIFF"),
        example("ocr-to-office", "OCRToOffice"),
        example("convert-document", "ConvertDocument"),
        example("scan-to-records", "ScanToRecords"),
        example("extract-records", "ExtractRecords"),
        example("analyze-invoice", "AnalyzeInvoice"),
        example("translate-document", "TranslateDocument", ["Falara", "Flixu"]),
        example("translate-strings", "TranslateStrings", ["Flixu"]),
        example("falara-review", "FalaraReview", ["Falara"]),
        .target(
            name: "ReviewDesk", dependencies: ["LDXHub"], path: "Examples/ReviewDesk/Sources",
            swiftSettings: settings),
        .executableTarget(
            name: "transfer-probe",
            dependencies: ["LDXHub", "Flixu", "Falara", "LanguageJobsTesting", "TestSupport"],
            path: "Tests/Transfer/Probe", swiftSettings: settings),
        .executableTarget(
            name: "mcp-probe", dependencies: ["LDXHub"], path: "Tests/Peers/MCPProbe",
            swiftSettings: settings),
        .testTarget(
            name: "ReviewDeskTests",
            dependencies: ["ReviewDesk", "LDXHub", "LanguageJobsTesting"],
            path: "Examples/ReviewDesk/Tests",
            swiftSettings: settings),
        .target(
            name: "ExampleSupport",
            dependencies: ["Falara", "Flixu", "LDXHub", "LanguageJobsTesting", exampleArguments],
            path: "Examples/Support/Sources", swiftSettings: settings),
        .testTarget(
            name: "ExampleTests",
            dependencies: [
                "ExampleSupport", "Falara", "Flixu", "LDXHub", "LanguageJobsTesting", "analyze-invoice",
                "convert-document",
                "extract-records", "falara-review", "scan-to-records", "translate-strings",
            ],
            path: "Examples/Support/Tests", swiftSettings: settings),

        .target(
            name: "TestSupport", dependencies: ["LanguageJobs", "LDXHub", "LanguageJobsTesting"],
            path: "Tests/Support",
            swiftSettings: settings),
        .testTarget(
            name: "LanguageJobsTests",
            dependencies: ["LanguageJobs", "LanguageJobsTesting", "TestSupport"],
            swiftSettings: settings),
        .testTarget(
            name: "LDXHubTests",
            dependencies: ["LDXHub", "LanguageJobsTesting", "TestSupport"],
            swiftSettings: settings),
        .testTarget(
            name: "FlixuTests",
            dependencies: ["Flixu", "LanguageJobsTesting", "TestSupport"],
            swiftSettings: settings),
        .testTarget(
            name: "FalaraTests",
            dependencies: ["Falara", "LanguageJobsTesting", "TestSupport"],
            swiftSettings: settings),
        .testTarget(
            name: "LanguageJobsTestingTests",
            dependencies: ["LanguageJobsTesting", "TestSupport"],
            swiftSettings: settings),
        .testTarget(
            name: "WireTests",
            dependencies: ["Falara", "Flixu", "LDXHub", "LanguageJobsTesting", "TestSupport"],
            swiftSettings: settings),
    ],
    swiftLanguageModes: [.v6]
)
