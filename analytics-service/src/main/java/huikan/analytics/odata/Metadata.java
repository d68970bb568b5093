package huikan.analytics.odata;

import huikan.analytics.odata.EntityType.Property;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** The {@code $metadata} document, CSDL 4.0 in XML. */
final class Metadata {

    static final String NAMESPACE = "huikan.figures";

    private static final String EDMX = "http://docs.oasis-open.org/odata/ns/edmx";
    private static final String EDM = "http://docs.oasis-open.org/odata/ns/edm";
    private static final String CAPABILITIES = "Org.OData.Capabilities.V1";
    private static final String VOCABULARY =
            "https://oasis-tcs.github.io/odata-vocabularies/vocabularies/" + CAPABILITIES + ".xml";

    private static final String TEXT = written();

    private final XMLStreamWriter xml;

    private Metadata(XMLStreamWriter xml) {
        this.xml = xml;
    }

    static String text() {
        return TEXT;
    }

    private static String written() {
        StringWriter text = new StringWriter();
        try {
            new Metadata(XMLOutputFactory.newFactory().createXMLStreamWriter(text)).write();
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException(impossible);
        }
        return text.toString();
    }

    private void write() throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeStartElement("edmx", "Edmx", EDMX);
        xml.writeNamespace("edmx", EDMX);
        xml.writeAttribute("Version", "4.0");
        xml.writeStartElement(EDMX, "Reference");
        xml.writeAttribute("Uri", VOCABULARY);
        xml.writeEmptyElement(EDMX, "Include");
        xml.writeAttribute("Namespace", CAPABILITIES);
        xml.writeEndElement();
        xml.writeStartElement(EDMX, "DataServices");
        xml.setDefaultNamespace(EDM);
        xml.writeStartElement(EDM, "Schema");
        xml.writeDefaultNamespace(EDM);
        xml.writeAttribute("Namespace", NAMESPACE);
        for (EntitySet set : EntitySet.values()) {
            write(set.type());
        }
        writeContainer();
        xml.writeEndDocument();
        xml.close();
    }

    private void write(EntityType type) throws XMLStreamException {
        start("EntityType", "Name", type.name());
        start("Key");
        for (Property property : type.key()) {
            empty("PropertyRef", "Name", property.name());
        }
        xml.writeEndElement();
        for (Property property : type.properties()) {
            empty("Property", "Name", property.name(), "Type", property.type().title());
            if (!property.nullable()) {
                xml.writeAttribute("Nullable", "false");
            }
            for (Map.Entry<String, String> facet : property.type().facets().entrySet()) {
                xml.writeAttribute(facet.getKey(), facet.getValue());
            }
        }
        xml.writeEndElement();
    }

    private void writeContainer() throws XMLStreamException {
        start("EntityContainer", "Name", "Figures");
        for (EntitySet set : EntitySet.values()) {
            empty(
                    "EntitySet",
                    "Name",
                    set.title(),
                    "EntityType",
                    NAMESPACE + "." + set.type().name());
        }
        // what clients had better do themselves
        empty("Annotation", "Term", CAPABILITIES + ".BatchSupported", "Bool", "false");
        start("Annotation", "Term", CAPABILITIES + ".FilterFunctions");
        start("Collection");
        for (String function : functions()) {
            start("String");
            xml.writeCharacters(function);
            xml.writeEndElement();
        }
        xml.writeEndElement();
        xml.writeEndElement();
        xml.writeEndElement();
    }

    private static List<String> functions() {
        return Stream.of(Expression.Function.values())
                .map(Expression.Function::title)
                .toList();
    }

    private void start(String element, String... attributes) throws XMLStreamException {
        xml.writeStartElement(EDM, element);
        write(attributes);
    }

    private void empty(String element, String... attributes) throws XMLStreamException {
        xml.writeEmptyElement(EDM, element);
        write(attributes);
    }

    private void write(String... attributes) throws XMLStreamException {
        for (int i = 0; i < attributes.length; i += 2) {
            xml.writeAttribute(attributes[i], attributes[i + 1]);
        }
    }
}
