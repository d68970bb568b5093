package huikan.submission.attachment;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The names in a zip's central directory, which stands at its end: nothing is unpacked to read it. */
final class ZipNames {

    /** Has room for the directory of any document that people write. */
    static final int TAIL = 1 << 20;

    private static final int SIGNATURE = 0x02014b50;
    private static final int NAME_LENGTH = 28;
    private static final int NAME = 46;

    private ZipNames() {}

    /**
     * @param tail the last bytes of the file
     */
    static List<String> of(byte[] tail) {
        ByteBuffer bytes = ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN);
        List<String> names = new ArrayList<>();
        for (int at = 0; at + NAME <= tail.length; at++) {
            if (bytes.getInt(at) == SIGNATURE) {
                int length = Short.toUnsignedInt(bytes.getShort(at + NAME_LENGTH));
                if (at + NAME + length <= tail.length) {
                    names.add(new String(tail, at + NAME, length, StandardCharsets.UTF_8));
                }
            }
        }
        return names;
    }
}
