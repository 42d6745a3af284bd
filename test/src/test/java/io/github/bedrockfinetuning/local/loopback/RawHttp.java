package io.github.bedrockfinetuning.local.loopback;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Sends requests exactly as specified, even if they are invalid HTTP requests. */
public final class RawHttp {
    private RawHttp() {}

    /**
     * Sends a request without a body and reads the complete response.
     *
     * @param address the host and the port
     */
    public static String ask(String address, String requestLine, String... headers) throws IOException {
        try (Socket socket = send(address, requestLine, headers)) {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Sends the headers of a request, but not its body, and reads the first line of the response. */
    public static String askWithoutBody(String address, String requestLine, String... headers) throws IOException {
        try (Socket socket = send(address, requestLine, headers)) {
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                    .readLine();
        }
    }

    private static Socket send(String address, String requestLine, String... headers) throws IOException {
        int colon = address.indexOf(':');
        Socket socket = new Socket(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
        socket.setSoTimeout(10_000);
        String head = requestLine + "\r\n" + String.join("\r\n", headers) + "\r\nConnection: close\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
        return socket;
    }
}
