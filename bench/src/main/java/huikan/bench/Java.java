package huikan.bench;

import java.util.List;

/** The Java that runs this, for processes beside it. */
final class Java {

    /** What {@code ./huikan start} gives to the gateway, so that a comparison compares. */
    static final List<String> AS_THE_GATEWAY = List.of(
            "-Xmx160m",
            "-XX:+UseSerialGC",
            "-Xss512k",
            "-XX:+IgnoreUnrecognizedVMOptions",
            "-XX:+UseCompactObjectHeaders",
            "-XX:TrimNativeHeapInterval=10000",
            "-Djdk.nio.maxCachedBufferSize=262144",
            "--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED");

    private Java() {}

    static String executable() {
        return ProcessHandle.current().info().command().orElse("java");
    }
}
