package huikan.service.sheet;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/**
 * The parts of an uploaded workbook, looked at before anything reads it: how large they are unpacked, and whether there is anything
 * but cells. The archive is read by the library, and from the table of contents, that the reader of workbooks uses: both see the
 * same parts.
 */
final class PackageParts {

    private static final int MOST_PARTS = 500;
    private static final long LARGEST_UNPACKED = 24L << 20;
    private static final String TYPES = "[Content_Types].xml";

    private static final Map<String, String> REFUSED = Map.of(
            "vbaproject", "macros",
            "macroenabled", "macros",
            "macrosheet", "macros",
            "externallink", "external links",
            "oleobject", "embedded objects",
            "/embeddings/", "embedded objects",
            "activex", "embedded objects");

    /** Neither entities nor anything outside. */
    private static final XMLInputFactory XML = XMLInputFactory.newDefaultFactory();

    static {
        XML.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        XML.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    }

    private final ZipFile parts;

    private PackageParts(ZipFile parts) {
        this.parts = parts;
    }

    /**
     * @return whether it has styles; a reader that wants those of a workbook without any fails
     * @throws WorkbookRefused when it is no archive, too large unpacked, or has what is not taken
     */
    static boolean check(byte[] file) throws IOException {
        try (ZipFile archive = open(file)) {
            PackageParts parts = new PackageParts(archive);
            parts.check();
            return parts.elements(TYPES, "Override").stream()
                    .anyMatch(one -> one.getOrDefault("ContentType", "").endsWith(".styles+xml"));
        } catch (WorkbookRefused known) {
            throw known;
        } catch (IOException | IllegalArgumentException broken) {
            throw WorkbookRefused.unreadable(broken);
        }
    }

    private static ZipFile open(byte[] file) throws IOException {
        return ZipFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(file))
                .get();
    }

    private void check() throws IOException {
        List<ZipArchiveEntry> all = Collections.list(parts.getEntries());
        if (all.size() > MOST_PARTS) {
            throw new WorkbookRefused("workbook.parts", "The file has more than " + MOST_PARTS + " parts.");
        }
        long unpacked = 0;
        byte[] buffer = new byte[1 << 14];
        for (ZipArchiveEntry one : all) {
            refuse(one.getName());
            try (InputStream content = parts.getInputStream(one)) {
                for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                    unpacked += read;
                    if (unpacked > LARGEST_UNPACKED) {
                        throw new WorkbookRefused(
                                "workbook.unpacked",
                                "The file unpacks to more than " + LARGEST_UNPACKED
                                        + " bytes; delete the rows and sheets that are not needed.");
                    }
                }
            }
        }
        for (ZipArchiveEntry one : all) {
            if (one.getName().endsWith(".rels")) {
                for (Map<String, String> relation : elements(one.getName(), "Relationship")) {
                    refuse(relation.getOrDefault("Type", ""));
                }
            }
        }
        for (Map<String, String> override : elements(TYPES, "Override")) {
            refuse(override.getOrDefault("ContentType", ""));
        }
    }

    private static void refuse(String name) throws WorkbookRefused {
        String known = name.toLowerCase(Locale.ROOT);
        for (Map.Entry<String, String> one : REFUSED.entrySet()) {
            if (known.contains(one.getKey())) {
                throw new WorkbookRefused(
                        "workbook." + one.getValue().replace(' ', '-'),
                        "The workbook has " + one.getValue()
                                + ", which are not taken; save it as a plain XLSX without.");
            }
        }
    }

    /** The first merged areas of a sheet, such as {@code C3:D5}. */
    static List<String> merged(byte[] file, String sheet, int most) throws IOException {
        try (ZipFile archive = open(file)) {
            PackageParts parts = new PackageParts(archive);
            Optional<String> part = parts.partOf(sheet);
            return part.isEmpty()
                    ? List.of()
                    : parts.elements(part.get(), "mergeCell", most).stream()
                            .map(one -> one.getOrDefault("ref", ""))
                            .toList();
        }
    }

    private Optional<String> partOf(String sheet) throws IOException {
        String book = elements(TYPES, "Override").stream()
                .filter(one -> one.getOrDefault("ContentType", "").endsWith("sheet.main+xml"))
                .map(one -> one.getOrDefault("PartName", "").replaceFirst("^/", ""))
                .findFirst()
                .orElse("xl/workbook.xml");
        String folder = book.substring(0, book.lastIndexOf('/') + 1);
        Map<String, String> targets = new HashMap<>();
        for (Map<String, String> one :
                elements(folder + "_rels/" + book.substring(folder.length()) + ".rels", "Relationship")) {
            String target = one.getOrDefault("Target", "");
            targets.put(one.getOrDefault("Id", ""), target.startsWith("/") ? target.substring(1) : folder + target);
        }
        return elements(book, "sheet").stream()
                .filter(one -> sheet.equals(one.get("name")))
                .map(one -> targets.get(one.getOrDefault("id", "")))
                .findFirst();
    }

    /** The attributes of each element of this name, whatever prefixes there are; none of a part that is not there. */
    private List<Map<String, String>> elements(String part, String name) throws IOException {
        return elements(part, name, Integer.MAX_VALUE);
    }

    private List<Map<String, String>> elements(String part, String name, int most) throws IOException {
        ZipArchiveEntry entry = parts.getEntry(part);
        if (entry == null) {
            return List.of();
        }
        List<Map<String, String>> found = new ArrayList<>();
        try (InputStream content = parts.getInputStream(entry)) {
            XMLStreamReader xml = XML.createXMLStreamReader(content);
            while (xml.hasNext() && found.size() < most) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT
                        && xml.getLocalName().equals(name)) {
                    Map<String, String> attributes = new HashMap<>();
                    for (int i = 0; i < xml.getAttributeCount(); i++) {
                        attributes.put(xml.getAttributeLocalName(i), xml.getAttributeValue(i));
                    }
                    found.add(attributes);
                }
            }
            return found;
        } catch (XMLStreamException broken) {
            throw WorkbookRefused.unreadable(broken);
        }
    }
}
