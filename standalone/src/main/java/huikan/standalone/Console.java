package huikan.standalone;

/** What the person at the keyboard sees. */
final class Console {

    private static final long SINCE = System.nanoTime();

    private Console() {}

    static void line(String text) {
        System.out.println(text);
        System.out.flush();
    }

    static void step(String part) {
        line(String.format("  %5.1f s  %s", (System.nanoTime() - SINCE) / 1e9, part));
    }
}
