package huikan.bench;

/**
 * Who gets a token.
 *
 * @param agency the code it acts for; empty for an administrator
 */
record Login(String name, String agency, String secret) {

    /** Without its secret. */
    @Override
    public String toString() {
        return name;
    }
}
