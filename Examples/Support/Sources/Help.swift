/// What the help of every tool ends with.
public enum Help {
    /// Where the key comes from, what ^C does, and the exit codes.
    public static let closing = """
        The key comes from LDXHUB_API_KEY, another address from LDXHUB_BASE_URL. With neither, the tool runs on \
        an emulator inside itself: no network, no cost, no model.

        ^C stops at once and says how to go on: the job itself goes on at the service, and is paid.

        \(ExitStatus.help)
        """
}
