package huikan.review.letter;

/**
 * A kind of letters.
 *
 * @param code e.g. SUPERVISION
 * @param word what its numbers begin with, e.g. 督办函
 * @param replyWithin working days from the issue until a reply is due; 0 for one that needs none
 */
record LetterKind(String code, String word, int replyWithin) {

    boolean isReplied() {
        return replyWithin > 0;
    }
}
