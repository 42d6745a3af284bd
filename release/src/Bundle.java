import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Creates the bundle that is uploaded to Maven Central from a folder in the layout of a Maven repository, and checks it.
 * The same artifacts result in the same bytes.
 *
 * <p>Usage: {@code java Bundle.java STAGING_FOLDER BUNDLE.zip}. The exit code is 1 if the bundle does not meet a
 * requirement. Without signatures, the bundle is created and the missing signatures are reported, because only the
 * maintainers have the key.
 *
 * @see <a href="https://central.sonatype.org/publish/requirements/">Requirements</a>
 * @see <a href="https://central.sonatype.org/publish/publish-portal-upload/">Publishing by uploading a bundle</a>
 */
public final class Bundle {

    private static final Set<String> CHECKSUMS = Set.of("md5", "sha1", "sha256", "sha512");
    private static final Map<String, String> ALGORITHMS =
            Map.of("md5", "MD5", "sha1", "SHA-1", "sha256", "SHA-256", "sha512", "SHA-512");
    private static final LocalDateTime TIME = LocalDateTime.of(2026, 11, 22, 0, 0);

    private final List<String> errors = new ArrayList<>();
    private int unsigned;

    private Bundle() {}

    /** Creates and checks the bundle. */
    public static void main(String[] arguments) throws Exception {
        Path staging = Path.of(arguments[0]);
        Path zip = Path.of(arguments[1]);
        Bundle bundle = new Bundle();
        Map<String, byte[]> files = bundle.files(staging);
        bundle.write(files, zip);
        bundle.check(zip);
        bundle.errors.forEach(error -> System.err.println("The bundle can't be published: " + error));
        if (!bundle.errors.isEmpty()) {
            System.exit(1);
        }
        System.out.println("Created " + zip + " with " + files.size() + " files.");
        if (bundle.unsigned > 0) {
            System.out.println(bundle.unsigned
                    + " files have no signature. To sign them, set MAVEN_GPG_KEY to a private key. Maven Central requires"
                    + " signatures.");
        }
    }

    /** Returns the artifacts and their signatures, with new checksums, by path. Omits the metadata of the repository. */
    private Map<String, byte[]> files(Path staging) throws IOException, GeneralSecurityException {
        Map<String, byte[]> files = new TreeMap<>();
        List<Path> artifacts;
        try (Stream<Path> walk = Files.walk(staging)) {
            artifacts = walk.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("maven-metadata"))
                    .filter(file -> !CHECKSUMS.contains(extension(file.toString())))
                    .collect(Collectors.toList());
        }
        for (Path artifact : artifacts) {
            String name = staging.relativize(artifact).toString().replace('\\', '/');
            byte[] bytes = Files.readAllBytes(artifact);
            files.put(name, bytes);
            if (!extension(name).equals("asc")) {
                for (String checksum : CHECKSUMS) {
                    files.put(name + "." + checksum, digest(checksum, bytes).getBytes(StandardCharsets.US_ASCII));
                }
            }
        }
        return files;
    }

    private void write(Map<String, byte[]> files, Path zip) throws IOException {
        try (OutputStream file = Files.newOutputStream(zip);
                ZipOutputStream out = new ZipOutputStream(file)) {
            for (Map.Entry<String, byte[]> entry : files.entrySet()) {
                ZipEntry header = new ZipEntry(entry.getKey());
                header.setTimeLocal(TIME);
                out.putNextEntry(header);
                out.write(entry.getValue());
                out.closeEntry();
            }
        }
    }

    /** Reads the bundle again and checks every component in it. */
    private void check(Path zip) throws Exception {
        Map<String, byte[]> files = new TreeMap<>();
        try (ZipFile archive = new ZipFile(zip.toFile())) {
            for (ZipEntry entry : archive.stream().collect(Collectors.toList())) {
                files.put(entry.getName(), archive.getInputStream(entry).readAllBytes());
            }
        }
        if (Files.size(zip) > 1L << 30) {
            errors.add("it is larger than 1 GB");
        }
        Map<String, Element> poms = new TreeMap<>();
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            if (extension(file.getKey()).equals("pom")) {
                poms.put(file.getKey(), document(file.getValue()));
            }
            if (!CHECKSUMS.contains(extension(file.getKey())) && !extension(file.getKey()).equals("asc")) {
                checkChecksums(file.getKey(), file.getValue(), files);
            }
        }
        if (poms.isEmpty()) {
            errors.add("it contains no component");
        }
        for (Map.Entry<String, Element> pom : poms.entrySet()) {
            checkPom(pom.getKey(), pom.getValue(), poms);
            checkJars(pom.getKey(), pom.getValue(), files);
        }
    }

    private void checkChecksums(String name, byte[] bytes, Map<String, byte[]> files) throws GeneralSecurityException {
        for (String checksum : CHECKSUMS) {
            byte[] found = files.get(name + "." + checksum);
            if (found == null || !new String(found, StandardCharsets.US_ASCII).equals(digest(checksum, bytes))) {
                errors.add(name + " has no valid " + checksum + " checksum");
            }
        }
        byte[] signature = files.get(name + ".asc");
        if (signature == null) {
            unsigned++;
        } else if (!new String(signature, StandardCharsets.US_ASCII).startsWith("-----BEGIN PGP SIGNATURE-----")) {
            errors.add(name + ".asc is not an ASCII-armored signature");
        }
    }

    /** Checks a POM. Elements that it inherits from the parent count if the parent is in the bundle. */
    private void checkPom(String path, Element pom, Map<String, Element> poms) {
        Element parent = child(pom, "parent");
        Element inherited = parent == null ? null : poms.get(path(parent, "pom"));
        if (parent != null && inherited == null) {
            errors.add(path + " has a parent that is not in the bundle");
        }
        for (String required : List.of("name", "description")) {
            if (text(pom, required).isEmpty()) {
                errors.add(path + " has no <" + required + ">");
            }
        }
        for (String required : List.of("url", "licenses/license/name", "licenses/license/url", "developers/developer/name",
                "scm/connection", "scm/url")) {
            if (text(pom, required).isEmpty() && (inherited == null || text(inherited, required).isEmpty())) {
                errors.add(path + " has no <" + required + ">");
            }
        }
        String version = inherit(pom, parent, "version");
        if (version.endsWith("-SNAPSHOT") || version.contains("$")) {
            errors.add(path + " has the version " + version + ", which is not a release");
        }
        if (!path.equals(path(inherit(pom, parent, "groupId"), text(pom, "artifactId"), version, "", "pom"))) {
            errors.add(path + " is not in the folder of its coordinates");
        }
    }

    /** Checks that every JAR file of a component has the sources and the Javadoc beside it. */
    private void checkJars(String path, Element pom, Map<String, byte[]> files) {
        if (text(pom, "packaging").equals("pom")) {
            return;
        }
        String base = path.substring(0, path.length() - ".pom".length());
        for (String jar : List.of(".jar", "-sources.jar", "-javadoc.jar")) {
            if (!files.containsKey(base + jar)) {
                errors.add(base + jar + " is missing");
            }
        }
    }

    private static String inherit(Element pom, Element parent, String name) {
        return text(pom, name).isEmpty() && parent != null ? text(parent, name) : text(pom, name);
    }

    private static String path(Element coordinates, String extension) {
        return path(text(coordinates, "groupId"), text(coordinates, "artifactId"), text(coordinates, "version"), "",
                extension);
    }

    private static String path(String group, String artifact, String version, String classifier, String extension) {
        return group.replace('.', '/') + "/" + artifact + "/" + version + "/" + artifact + "-" + version + classifier + "."
                + extension;
    }

    private static String text(Element element, String path) {
        Element current = element;
        for (String name : path.split("/")) {
            current = child(current, name);
            if (current == null) {
                return "";
            }
        }
        return current.getTextContent().trim();
    }

    private static Element child(Element element, String name) {
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element && node.getNodeName().equals(name)) {
                return (Element) node;
            }
        }
        return null;
    }

    private static Element document(byte[] pom) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder()
                .parse(new ByteArrayInputStream(pom))
                .getDocumentElement();
    }

    private static String digest(String checksum, byte[] bytes) throws GeneralSecurityException {
        byte[] digest = MessageDigest.getInstance(ALGORITHMS.get(checksum)).digest(bytes);
        return String.format(Locale.ROOT, "%0" + 2 * digest.length + "x", new BigInteger(1, digest));
    }

    private static String extension(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
