package huikan.gateway.intake;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Reads lines of bytes with a bound on each; what is longer is passed over and told as such. */
final class Lines {

    private final InputStream in;
    private final int longest;
    private boolean ended;

    Lines(InputStream in, int longest) {
        this.in = new BufferedInputStream(in, 1 << 16);
        this.longest = longest;
    }

    /** One line without its end; one that is too long has no bytes. */
    static final class Line {
        private final byte[] bytes;
        private final boolean tooLong;

        private Line(byte[] bytes, boolean tooLong) {
            this.bytes = bytes;
            this.tooLong = tooLong;
        }

        byte[] bytes() {
            return bytes;
        }

        boolean isTooLong() {
            return tooLong;
        }

        boolean isBlank() {
            for (byte one : bytes) {
                if (one != ' ' && one != '\t' && one != '\r') {
                    return false;
                }
            }
            return !tooLong;
        }
    }

    /** Null at the end. */
    @Nullable
    Line next() throws IOException {
        if (ended) {
            return null;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        long length = 0;
        int read = in.read();
        while (read >= 0 && read != '\n') {
            if (++length <= longest) {
                bytes.write(read);
            }
            read = in.read();
        }
        ended = read < 0;
        if (ended && length == 0) {
            return null;
        }
        return length > longest ? new Line(new byte[0], true) : new Line(bytes.toByteArray(), false);
    }
}
