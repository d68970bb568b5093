package huikan.service.request;

/** How much a request may say. A message is a code, a bar and a sentence. */
public final class Bounds {

    /** Characters of a title, a name, a code. */
    public static final int LINE = 300;

    /** Characters of the text of one of many entries. */
    public static final int PARAGRAPH = 1_000;

    /** Characters of a reason or a comment. */
    public static final int NOTE = 2_000;

    /** Characters of a text with room for a report. */
    public static final int TEXT = 20_000;

    /** Attachments that one request names. */
    public static final int EVIDENCE = 100;

    /** Of a text with a bound. */
    public static final String TOO_LONG = "text.too-long|At most {max} characters.";

    /** Of a list with a bound. */
    public static final String COUNT = "items.count|{min} to {max}.";

    /** Of a number with a bound. */
    public static final String SMALLEST = "number.range|Not less than {value}.";

    /** Of a number with a bound. */
    public static final String LARGEST = "number.range|Not more than {value}.";

    private Bounds() {}
}
