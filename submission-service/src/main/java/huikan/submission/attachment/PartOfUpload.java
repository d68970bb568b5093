package huikan.submission.attachment;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;

/** A part as it comes: it ends where the whole ends, and where the connection breaks, since what came until then is kept. */
final class PartOfUpload extends FilterInputStream {

    private final PushbackInputStream body;
    private long left;
    private boolean broken;

    /**
     * @param left of the whole, in bytes
     */
    PartOfUpload(InputStream body, long left) {
        this(new PushbackInputStream(body), left);
    }

    private PartOfUpload(PushbackInputStream body, long left) {
        super(body);
        this.body = body;
        this.left = left;
    }

    boolean isEmpty() throws IOException {
        int first = read();
        if (first >= 0) {
            body.unread(first);
            left++;
        }
        return first < 0;
    }

    /** Whether something comes after the end of the whole. */
    boolean hasMore() {
        if (left > 0 || broken) {
            return false;
        }
        try {
            return body.read() >= 0;
        } catch (IOException cutShort) {
            return false;
        }
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) {
        if (left == 0 || broken) {
            return -1;
        }
        try {
            int count = body.read(into, from, (int) Math.min(length, left));
            left -= Math.max(0, count);
            return count;
        } catch (IOException cutShort) {
            broken = true;
            return -1;
        }
    }

    /** The request's own stream stays open: whether more comes is asked after the end. */
    @Override
    public void close() {}
}
