package huikan.analytics.rollup;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/** All stores of the process share one cache: by default each takes up to 100 MB beside the heap. */
public final class BoundedMemory implements RocksDBConfigSetter {

    private static final long CACHE = 16L << 20;
    private static final long WRITE_BUFFERS = 8L << 20;
    private static final long WRITE_BUFFER = 2L << 20;

    static {
        RocksDB.loadLibrary();
    }

    private static final Cache SHARED = new LRUCache(CACHE);
    private static final WriteBufferManager BUFFERS = new WriteBufferManager(WRITE_BUFFERS, SHARED);

    @Override
    public void setConfig(String store, Options options, Map<String, Object> configs) {
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(SHARED);
        table.setCacheIndexAndFilterBlocks(true);
        options.setWriteBufferManager(BUFFERS);
        options.setWriteBufferSize(WRITE_BUFFER);
        options.setMaxWriteBufferNumber(2);
        options.setTableFormatConfig(table);
    }

    @Override
    public void close(String store, Options options) {
        // the cache is shared by all stores and lives as long as the process
    }
}
