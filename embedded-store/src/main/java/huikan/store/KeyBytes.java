package huikan.store;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.Decimal128;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.MaxKey;
import de.bwaldvogel.mongo.bson.MinKey;
import de.bwaldvogel.mongo.bson.ObjectId;
import de.bwaldvogel.mongo.exception.BadValueException;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Order-preserving, prefix-free key encoding: the unsigned order of the bytes is the order of the BSON values, and no encoded
 * value is a prefix of another, so that the encodings of several fields are concatenated to a compound key. None begins with
 * {@link #AFTER_ALL}.
 *
 * <p>The order is that of <a href="https://www.mongodb.com/docs/manual/reference/bson-type-comparison-order/">MongoDB's
 * manual</a>; strings are compared by UTF-16 code
 * units as this server's matcher does, numbers exactly.
 */
final class KeyBytes {

    /** Greater than the first byte of every value. */
    static final int AFTER_ALL = 0xff;

    private static final int END = 0x00;
    private static final int MIN_KEY = 0x01;
    private static final int EMPTY_ARRAY = 0x04;
    private static final int NULL = 0x05;
    private static final int NUMBER = 0x10;
    private static final int STRING = 0x20;
    private static final int DOCUMENT = 0x30;
    private static final int ARRAY = 0x40;
    private static final int BINARY = 0x50;
    private static final int UUID_TEXT = 0x58;
    private static final int OBJECT_ID = 0x60;
    private static final int BOOLEAN = 0x70;
    private static final int INSTANT = 0x80;
    private static final int TIMESTAMP = 0x88;
    private static final int MAX_KEY = 0xf0;

    private static final int MINUS_INFINITY = 0x01;
    private static final int NEGATIVE = 0x02;
    private static final int ZERO = 0x03;
    private static final int POSITIVE = 0x04;
    private static final int INFINITY = 0x05;
    private static final int NOT_A_NUMBER = 0x06;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(48);

    private KeyBytes() {}

    /** Null and a missing field are equal. An empty array has one entry in an index of its elements. */
    static byte[] of(@Nullable Object value) {
        KeyBytes bytes = new KeyBytes();
        bytes.value(value);
        return bytes.out.toByteArray();
    }

    /** The complement, which sorts in descending order. */
    static byte[] descending(byte[] ascending) {
        byte[] reversed = new byte[ascending.length];
        for (int i = 0; i < reversed.length; i++) {
            reversed[i] = (byte) ~ascending[i];
        }
        return reversed;
    }

    /** Lower bound of the values of the same BSON type. */
    static byte[] typeBegin(byte[] value) {
        return new byte[] {value[0]};
    }

    /** Upper bound, exclusive, of the values of the same BSON type. */
    static byte[] typeEnd(byte[] value) {
        return new byte[] {(byte) (value[0] + 1)};
    }

    static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    /** Upper bound, exclusive, of all keys with this prefix. */
    static byte[] after(byte[] prefix) {
        return concat(prefix, new byte[] {(byte) AFTER_ALL});
    }

    private void value(@Nullable Object value) {
        switch (value) {
            case null -> out.write(NULL);
            case Missing missing -> out.write(NULL);
            case MinKey lowest -> out.write(MIN_KEY);
            case MaxKey highest -> out.write(MAX_KEY);
            case Number number -> number(number);
            case String text -> text(STRING, text);
            case Document document -> document(document);
            case Collection<?> elements -> array(elements);
            case BinData data -> {
                out.write(BINARY);
                out.writeBytes(bigEndian(data.getData().length));
                out.writeBytes(data.getData());
            }
            case UUID uuid -> text(UUID_TEXT, uuid.toString());
            case ObjectId id -> fixed(OBJECT_ID, id.toByteArray());
            case Boolean flag -> fixed(BOOLEAN, new byte[] {(byte) (flag ? 1 : 0)});
            case Instant instant -> fixed(INSTANT, bigEndian(instant.toEpochMilli() ^ Long.MIN_VALUE));
            case BsonTimestamp timestamp -> fixed(TIMESTAMP, bigEndian(timestamp.getValue()));
            default ->
                throw new BadValueException(
                        "the embedded store cannot index a " + value.getClass().getSimpleName());
        }
    }

    private void fixed(int type, byte[] content) {
        out.write(type);
        out.writeBytes(content);
    }

    private static byte[] bigEndian(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    private void document(Document document) {
        out.write(DOCUMENT);
        for (Map.Entry<String, Object> field : document.entrySet()) {
            byte[] content = of(field.getValue());
            out.write(content[0]);
            text(STRING, field.getKey());
            out.writeBytes(content);
        }
        out.write(END);
    }

    private void array(Collection<?> elements) {
        if (elements.isEmpty()) {
            out.write(EMPTY_ARRAY);
            return;
        }
        out.write(ARRAY);
        elements.forEach(this::value);
        out.write(END);
    }

    /** Each UTF-16 code unit as in UTF-8 (CESU-8). 0 is the terminator, so that 0 and 1 in the text are escaped. */
    private void text(int type, String text) {
        out.write(type);
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (unit <= 1) {
                out.write(1);
                out.write(unit + 1);
            } else if (unit < 0x80) {
                out.write(unit);
            } else if (unit < 0x800) {
                out.write(0xc0 | (unit >> 6));
                out.write(0x80 | (unit & 0x3f));
            } else {
                out.write(0xe0 | (unit >> 12));
                out.write(0x80 | ((unit >> 6) & 0x3f));
                out.write(0x80 | (unit & 0x3f));
            }
        }
        out.write(END);
    }

    private void number(Number number) {
        out.write(NUMBER);
        double rough = number.doubleValue();
        if (Double.isNaN(rough)) {
            out.write(NOT_A_NUMBER);
        } else if (Double.isInfinite(rough) && isInfinite(number)) {
            out.write(rough > 0 ? INFINITY : MINUS_INFINITY);
        } else {
            finite(exact(number));
        }
    }

    /** A finite decimal may overflow a double. */
    private static boolean isInfinite(Number number) {
        return !(number instanceof Decimal128)
                || number.equals(Decimal128.POSITIVE_INFINITY)
                || number.equals(Decimal128.NEGATIVE_INFINITY);
    }

    private static BigDecimal exact(Number number) {
        return switch (number) {
            case Integer whole -> BigDecimal.valueOf(whole);
            case Long whole -> BigDecimal.valueOf(whole);
            case Decimal128 decimal -> new BigDecimal(decimal.toString());
            default -> new BigDecimal(number.doubleValue());
        };
    }

    /** Sign, exponent and digits; exponent and digits of a negative number are complemented. */
    private void finite(BigDecimal number) {
        if (number.signum() == 0) {
            out.write(ZERO);
            return;
        }
        BigDecimal bare = number.abs().stripTrailingZeros();
        KeyBytes size = new KeyBytes();
        size.out.writeBytes(bigEndian(((long) bare.precision() - bare.scale()) ^ Long.MIN_VALUE));
        for (char digit : bare.unscaledValue().toString().toCharArray()) {
            size.out.write(digit);
        }
        size.out.write(END);
        out.write(number.signum() > 0 ? POSITIVE : NEGATIVE);
        out.writeBytes(number.signum() > 0 ? size.out.toByteArray() : descending(size.out.toByteArray()));
    }
}
