package huikan.review.number;

/**
 * A row of numbers.
 *
 * @param issuer the agency that issues
 * @param word what the number begins with, e.g. 督办
 */
public record Sequence(String issuer, String word, int year) {

    String key() {
        return issuer + "/" + word + "/" + year;
    }

    /** As it is written, e.g. {@code 督办〔2026〕7号}. */
    String written(long n) {
        return word + "〔" + year + "〕" + n + "号";
    }
}
