package huikan.analytics.odata;

import huikan.service.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;

/** A text of OData's expression language, cut into its words; they are read one after the other. */
final class Words {

    private static final String MARKS = "(),=";
    /** Of a name, a number or a date, beside letters and digits. */
    private static final String INNER = "_.:+-@$/";

    private static final int SHOWN = 20;

    /**
     * @param at the first character, from 1 on
     */
    record Word(Kind kind, String text, int at) {
        boolean is(String expected) {
            return kind != Kind.STRING && text.equals(expected);
        }

        @Override
        public String toString() {
            return kind == Kind.END
                    ? "the end"
                    : "\"" + (text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text) + "\"";
        }
    }

    enum Kind {
        STRING,
        MARK,
        PLAIN,
        END
    }

    private final List<Word> words = new ArrayList<>();
    private int next;

    Words(String text) {
        int at = 0;
        while (at < text.length()) {
            if (Character.isWhitespace(text.charAt(at))) {
                at++;
            } else {
                at = read(text, at);
            }
        }
        words.add(new Word(Kind.END, "", text.length() + 1));
    }

    /** Where the word that begins here ends. */
    private int read(String text, int from) {
        char first = text.charAt(from);
        if (first == '\'') {
            return readString(text, from);
        }
        int to = from;
        while (to < text.length() && isInner(text.charAt(to))) {
            to++;
        }
        boolean isMark = MARKS.indexOf(first) >= 0;
        if (to == from && !isMark) {
            throw ODataProblem.FILTER.because(
                    "Character " + (from + 1) + ", \"" + first + "\", begins nothing that is known here.");
        }
        to = isMark ? from + 1 : to;
        words.add(new Word(isMark ? Kind.MARK : Kind.PLAIN, text.substring(from, to), from + 1));
        return to;
    }

    /** Each quote in it is doubled. */
    private int readString(String text, int from) {
        StringBuilder value = new StringBuilder();
        int at = from + 1;
        while (true) {
            int quote = text.indexOf('\'', at);
            if (quote < 0) {
                throw ODataProblem.FILTER.because("The string that begins at character " + (from + 1)
                        + " has no end; a ' in it has to be doubled.");
            }
            value.append(text, at, quote);
            boolean isDoubled = quote + 1 < text.length() && text.charAt(quote + 1) == '\'';
            if (!isDoubled) {
                words.add(new Word(Kind.STRING, value.toString(), from + 1));
                return quote + 1;
            }
            value.append('\'');
            at = quote + 2;
        }
    }

    private static boolean isInner(char one) {
        return Character.isLetterOrDigit(one) || INNER.indexOf(one) >= 0;
    }

    Word peek() {
        return words.get(next);
    }

    Word take() {
        Word word = peek();
        // nothing comes behind the end
        next = Math.min(next + 1, words.size() - 1);
        return word;
    }

    /** Takes the next word if it is this one. */
    boolean takes(String expected) {
        boolean taken = peek().is(expected);
        if (taken) {
            take();
        }
        return taken;
    }

    void require(String expected) {
        if (!takes(expected)) {
            throw unexpected(peek(), "\"" + expected + "\"");
        }
    }

    void requireEnd() {
        if (peek().kind() != Kind.END) {
            throw unexpected(peek(), "the end, or and, or");
        }
    }

    static ProblemException unexpected(Word word, String expected) {
        return ODataProblem.FILTER.because(
                "At character " + word.at() + " comes " + word + ", expected " + expected + ".");
    }
}
