package huikan.analytics.metrics;

import huikan.analytics.directory.Directory;
import huikan.service.sheet.Sheet;
import huikan.service.sheet.SheetLanguage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Writes any {@link Table.Source} as CSV or XLSX, row by row, in the language that {@code lang} or Accept-Language asks for. */
@Component
final class TableConverter extends AbstractHttpMessageConverter<Table.Source> {

    private static final MediaType XLSX = MediaType.parseMediaType(Sheet.XLSX);

    private final Directory directory;

    TableConverter(Directory directory) {
        super(MediaType.parseMediaType(Sheet.CSV), XLSX);
        this.directory = directory;
    }

    @Override
    protected boolean supports(Class<?> type) {
        return Table.Source.class.isAssignableFrom(type);
    }

    @Override
    public boolean canRead(Class<?> type, @Nullable MediaType mediaType) {
        return false;
    }

    @Override
    protected Table.Source readInternal(Class<? extends Table.Source> type, HttpInputMessage message) {
        throw new HttpMessageNotReadableException("tables are only written", message);
    }

    @Override
    protected void writeInternal(Table.Source source, HttpOutputMessage message) throws IOException {
        boolean isXlsx = XLSX.equals(message.getHeaders().getContentType());
        if (isXlsx) {
            // a workbook says when it was made, so its bytes are never the same: what it shows is
            message.getHeaders().setETag("\"" + digest(source.table(new Table.Words(directory, language()))) + "\"");
        }
        write(source.table(new Table.Words(directory, language())), isXlsx, message);
    }

    private static <R> String digest(Table<R> table) throws IOException {
        try (DigestOutputStream shown =
                new DigestOutputStream(OutputStream.nullOutputStream(), MessageDigest.getInstance("SHA-256"))) {
            table.sheet().csv(table.rows(), shown);
            return HexFormat.of().formatHex(shown.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static <R> void write(Table<R> table, boolean isXlsx, HttpOutputMessage message) throws IOException {
        HttpHeaders headers = message.getHeaders();
        headers.setContentType(isXlsx ? XLSX : new MediaType("text", "csv", StandardCharsets.UTF_8));
        headers.set(
                HttpHeaders.CONTENT_DISPOSITION,
                "attachment; filename=\"" + table.name() + (isXlsx ? ".xlsx" : ".csv") + "\"");
        if (isXlsx) {
            table.sheet().xlsx(table.rows(), message.getBody());
        } else {
            table.sheet().csv(table.rows(), message.getBody());
        }
    }

    private static SheetLanguage language() {
        return Optional.ofNullable(RequestContextHolder.getRequestAttributes())
                .map(attributes -> ((ServletRequestAttributes) attributes).getRequest())
                .map(request ->
                        SheetLanguage.of(request.getParameter("lang"), request.getHeader(HttpHeaders.ACCEPT_LANGUAGE)))
                .orElse(SheetLanguage.ZH);
    }
}
