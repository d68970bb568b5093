package huikan.standalone;

/** Something that the person at the keyboard can mend; told in one line, without a stack trace. */
final class Trouble extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Trouble(String message) {
        super(message);
    }
}
