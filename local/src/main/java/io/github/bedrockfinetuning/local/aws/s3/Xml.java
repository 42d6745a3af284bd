package io.github.bedrockfinetuning.local.aws.s3;

import io.github.bedrockfinetuning.local.aws.wire.AwsResponse;
import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

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
}
