package huikan.submission.sheet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/** A workbook as its parts, to be changed as people and other programs do. */
final class Xlsx {

    static final String SHEET = "xl/worksheets/sheet1.xml";

    private final Map<String, byte[]> parts = new LinkedHashMap<>();

    static Xlsx of(byte[] file) throws IOException {
        Xlsx read = new Xlsx();
        // streamed, it has its lengths in the table of contents only
        try (ZipFile zip = ZipFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(file))
                .get()) {
            for (ZipArchiveEntry one : Collections.list(zip.getEntries())) {
                read.parts.put(one.getName(), zip.getInputStream(one).readAllBytes());
            }
        }
        return read;
    }

    /** With no more than a reader cannot do without, as the smaller producers leave out what is optional. */
    static Xlsx bare(String name, String rows) {
        String types = "http://schemas.openxmlformats.org/package/2006/content-types";
        String main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        String relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        String relationships = "http://schemas.openxmlformats.org/package/2006/relationships";
        String book = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
        return new Xlsx()
                .part(
                        "[Content_Types].xml",
                        "<Types xmlns=\"" + types + "\"><Default Extension=\"rels\" ContentType=\"application/xml\"/>"
                                + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"" + book + "sheet.main+xml\"/>"
                                + "<Override PartName=\"/" + SHEET + "\" ContentType=\"" + book
                                + "worksheet+xml\"/></Types>")
                .part(
                        "_rels/.rels",
                        "<Relationships xmlns=\"" + relationships + "\"><Relationship Id=\"rId1\" Type=\"" + relations
                                + "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>")
                .part(
                        "xl/workbook.xml",
                        "<workbook xmlns=\"" + main + "\" xmlns:r=\"" + relations + "\"><sheets><sheet name=\"" + name
                                + "\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>")
                .part(
                        "xl/_rels/workbook.xml.rels",
                        "<Relationships xmlns=\"" + relationships + "\"><Relationship Id=\"rId1\" Type=\"" + relations
                                + "/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>")
                .part(SHEET, "<worksheet xmlns=\"" + main + "\"><sheetData>" + rows + "</sheetData></worksheet>");
    }

    static Xlsx copy(Xlsx other) {
        Xlsx copy = new Xlsx();
        copy.parts.putAll(other.parts);
        return copy;
    }

    Xlsx part(String name, String text) {
        parts.put(name, text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    String text(String part) {
        return new String(parts.getOrDefault(part, new byte[0]), StandardCharsets.UTF_8);
    }

    /** With what is escaped as it is read. */
    String unescaped(String part) {
        return Pattern.compile("&#x([0-9a-f]+);")
                .matcher(text(part))
                .replaceAll(one -> Character.toString(Integer.parseInt(one.group(1), 16)));
    }

    Iterable<String> names() {
        return parts.keySet();
    }

    Xlsx replace(String part, String regex, String by) {
        return part(part, text(part).replaceFirst(regex, Matcher.quoteReplacement(by)));
    }

    /** Puts XML into a cell that is there and empty. */
    Xlsx cell(String at, String attributes, String content) {
        String before = text(SHEET);
        Xlsx now = replace(
                SHEET,
                "<c r=\"" + at + "\"[^>]*(/>|></c>)",
                "<c r=\"" + at + "\"" + attributes + ">" + content + "</c>");
        if (now.text(SHEET).equals(before)) {
            throw new IllegalStateException("no empty cell " + at);
        }
        return now;
    }

    Xlsx number(String at, String value) {
        return cell(at, "", "<v>" + value + "</v>");
    }

    Xlsx words(String at, String text) {
        return cell(at, " t=\"inlineStr\"", "<is><t>" + text + "</t></is>");
    }

    static String word(String at, String text) {
        return "<c r=\"" + at + "\" t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
    }

    byte[] bytes() {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(file)) {
            for (Map.Entry<String, byte[]> one : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(one.getKey()));
                zip.write(one.getValue());
            }
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return file.toByteArray();
    }
}
