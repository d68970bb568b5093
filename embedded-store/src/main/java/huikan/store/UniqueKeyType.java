package huikan.store;

import de.bwaldvogel.mongo.backend.KeyValue;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;
import org.h2.mvstore.type.ObjectDataType;
import org.h2.mvstore.type.StringDataType;

/**
 * The keys of a unique index in the order of {@link KeyBytes}. MVStore's default type serializes both keys for each comparison,
 * at every level of a B-tree search.
 */
final class UniqueKeyType extends BasicDataType<KeyValue> {

    static final UniqueKeyType INSTANCE = new UniqueKeyType();

    private static final byte STRING = 1;
    private static final byte OTHER = 2;
    private static final int OF_AN_OBJECT = 48;

    private final ObjectDataType others = new ObjectDataType();

    private UniqueKeyType() {}

    @Override
    public int compare(KeyValue one, KeyValue other) {
        int both = Math.min(one.size(), other.size());
        for (int i = 0; i < both; i++) {
            int order = compareValues(one.get(i), other.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(one.size(), other.size());
    }

    private static int compareValues(Object one, Object other) {
        return one instanceof String text && other instanceof String otherText
                ? text.compareTo(otherText)
                : Arrays.compareUnsigned(KeyBytes.of(one), KeyBytes.of(other));
    }

    @Override
    public int getMemory(KeyValue key) {
        int memory = OF_AN_OBJECT;
        for (Object value : key) {
            memory += OF_AN_OBJECT + (value instanceof String text ? text.length() : 0);
        }
        return memory;
    }

    @Override
    public void write(WriteBuffer into, KeyValue key) {
        into.putVarInt(key.size());
        for (Object value : key) {
            if (value instanceof String text) {
                into.put(STRING);
                StringDataType.INSTANCE.write(into, text);
            } else {
                into.put(OTHER);
                others.write(into, value);
            }
        }
    }

    @Override
    public KeyValue read(ByteBuffer from) {
        Object[] values = new Object[DataUtils.readVarInt(from)];
        for (int i = 0; i < values.length; i++) {
            values[i] = from.get() == STRING ? StringDataType.INSTANCE.read(from) : others.read(from);
        }
        return new KeyValue(values);
    }

    @Override
    public KeyValue[] createStorage(int size) {
        return new KeyValue[size];
    }
}
