package dev.manyhands.app.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Files whose content is known beforehand.
 *
 * @param checksums SHA-256 in hexadecimal by path, as the {@code sha256sum} program lists them
 */
record PinnedFiles(Map<String, String> checksums) {

  /** Reads a list: lines of a checksum and a path. */
  static PinnedFiles of(String list) {
    Map<String, String> checksums = new LinkedHashMap<>();
    list.lines()
        .forEach(
            line -> {
              String[] words = line.split(" +", 2);
              checksums.put(words[1], words[0]);
            });
    return new PinnedFiles(checksums);
  }

  /** Returns those below a folder, in order. */
  List<String> below(String folder) {
    return checksums.keySet().stream().filter(path -> path.startsWith(folder + "/")).toList();
  }

  /** Returns the first file that is missing or something else, and says which of the two. */
  Optional<String> problem(Path root) throws IOException {
    for (Map.Entry<String, String> file : checksums.entrySet()) {
      Path path = root.resolve(file.getKey());
      if (!Files.isRegularFile(path)) {
        return Optional.of(path + " is missing");
      }
      if (!checksum(path).equals(file.getValue())) {
        return Optional.of(path + " is not the file that it should be");
      }
    }
    return Optional.empty();
  }

  private static String checksum(Path file) throws IOException {
    MessageDigest digest = sha256();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // Every Java has it.
    }
  }
}
