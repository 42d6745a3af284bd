package io.github.bedrockfinetuning.local.aws.s3;

import io.github.bedrockfinetuning.local.aws.wire.AwsError;
import io.github.bedrockfinetuning.local.aws.wire.AwsResponse;
import io.github.bedrockfinetuning.local.aws.wire.Content;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Writes an XML answer, element by element. */
final class Xml {
    private static final XMLOutputFactory OUTPUT = XMLOutputFactory.newFactory();

    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter writer;

    private Xml(String root, String namespace) {
        try {
            writer = OUTPUT.createXMLStreamWriter(text);
            writer.writeStartDocument("UTF-8", "1.0");
            writer.writeStartElement(root);
            if (namespace != null) {
                writer.writeDefaultNamespace(namespace);
            }
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    static Xml root(String name) {
        return new Xml(name, "http://s3.amazonaws.com/doc/2006-03-01/");
    }

    static Xml error() {
        return new Xml("Error", null);
    }

    /** Adds an element with text; none if the value is null. */
    Xml add(String name, Object value) {
        if (value != null) {
            open(name);
            try {
                writer.writeCharacters(value.toString());
            } catch (XMLStreamException e) {
                throw new IllegalStateException(e);
            }
            close();
        }
        return this;
    }

    Xml open(String name) {
        try {
            writer.writeStartElement(name);
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        return this;
    }

    Xml close() {
        try {
            writer.writeEndElement();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        return this;
    }

    AwsResponse answer(int status) {
        try {
            writer.writeEndDocument();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        return AwsResponse.of(status, "application/xml", text.toString());
    }

    /** Reads a completion's parts, in the order given. */
    static List<Upload.Part> parts(Content body) {
        List<Upload.Part> parts = new ArrayList<>();
        NodeList elements = parse(body).getElementsByTagNameNS("*", "Part");
        for (int i = 0; i < elements.getLength(); i++) {
            Element part = (Element) elements.item(i);
            String etag = child(part, "ETag").replace("\"", "");
            parts.add(new Upload.Part(Integer.parseInt(child(part, "PartNumber")), Content.EMPTY, etag));
        }
        return parts;
    }

    private static String child(Element element, String name) {
        NodeList found = element.getElementsByTagNameNS("*", name);
        if (found.getLength() != 1) {
            throw malformed("a Part needs one " + name);
        }
        return found.item(0).getTextContent().trim();
    }

    private static Element parse(Content body) {
        try (InputStream in = body.open()) {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder().parse(in).getDocumentElement();
        } catch (SAXException | IOException e) {
            throw malformed(e.getMessage());
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static AwsError malformed(String why) {
        return new AwsError(
                "MalformedXML",
                400,
                "The XML you provided was not well-formed or did not validate against our published schema: " + why);
    }
}
