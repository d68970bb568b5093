package huikan.bench;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Filings of a given size, each with its own slot, key and figures. */
final class Filings {

    /** What an agency writes, without the text that brings it to its size. */
    private static final String BODY = """
            {"cycle":"%s","agency":"%s","title":"年度法治政府建设情况报告","signedBy":"签发人","signedOn":"%s",\
            "sections":[{"kind":"MEASURES_RESULTS","heading":"一、主要举措和成效","text":"全年开展行政检查和执法培训,公开典型案例。"},\
            {"kind":"SHORTCOMINGS","heading":"二、存在的不足和原因","text":"基层执法力量不足。"},\
            {"kind":"LEADERSHIP_DUTY","heading":"三、党政主要负责人履行推进法治建设第一责任人职责","text":"专题研究法治议题。"},\
            {"kind":"NEXT_YEAR","heading":"四、下一年度安排","text":"%s"}],\
            "indicators":{"own":{"LDR001":6,"INS001":%d,"TRN001":4,"TRN002":160,"PEN011":123456700,"LIT001":21,"LIT002":3,\
            "LIT003":20,"LIT011":4,"LIT012":"20.00","REC001":12,"REC002":10,"REC003":2,"INS005":95,"CPL004":0},\
            "consolidated":{},"byLevel":{}},"explanations":{},"attachments":[],"replaces":null,"reason":null}""";

    private final Api api;
    private final String host;
    private final int size;
    private final AtomicLong count = new AtomicLong();

    /** @param size of each in bytes */
    Filings(URI address, Api api, int size) {
        this.host = address.getAuthority();
        this.api = api;
        this.size = size;
    }

    private String body(Province.Slot slot, long number) {
        // behind the period of its cycle, which ended the day before
        LocalDate signedOn = LocalDate.now(Province.ZONE);
        int bare = BODY.formatted(slot.cycle(), slot.reporter().agency(), signedOn, "", number)
                .getBytes(StandardCharsets.UTF_8)
                .length;
        return BODY.formatted(
                slot.cycle(),
                slot.reporter().agency(),
                signedOn,
                "0123456789".repeat(size / 10 + 1).substring(0, Math.max(0, size - bare)),
                number);
    }

    /** One filing as a request. */
    byte[] single(Province.Slot slot) {
        return post("/api/submissions", "application/json", slot.reporter(), body(slot, count.incrementAndGet()));
    }

    /** Filings of one agency as one request. */
    byte[] batch(List<Province.Slot> slots) {
        List<String> lines = new ArrayList<>();
        slots.forEach(slot -> lines.add(body(slot, count.incrementAndGet())));
        return post(
                "/api/submissions/batch",
                "application/x-ndjson",
                slots.getFirst().reporter(),
                String.join("\n", lines));
    }

    /** As many bytes to the endpoint that does nothing. */
    byte[] nothing(Province.Slot slot) {
        return post("/nothing", "application/json", slot.reporter(), body(slot, count.incrementAndGet()));
    }

    private byte[] post(String path, String type, Login login, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String head = "POST " + path + " HTTP/1.1\r\nHost: " + host + "\r\nAuthorization: Bearer " + api.token(login)
                + "\r\nContent-Type: " + type + "\r\nIdempotency-Key: " + UUID.randomUUID() + "\r\nContent-Length: "
                + bytes.length + "\r\n\r\n";
        ByteArrayOutputStream request = new ByteArrayOutputStream(head.length() + bytes.length);
        request.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        request.writeBytes(bytes);
        return request.toByteArray();
    }
}
