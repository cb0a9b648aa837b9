package dev.manyhands.app.demo.helper;

import java.io.OutputStream;
import java.net.URI;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import org.jspecify.annotations.Nullable;

/** Throws class files away. */
final class NoOutput extends ForwardingJavaFileManager<JavaFileManager> {
  NoOutput(JavaFileManager files) {
    super(files);
  }

  @Override
  public JavaFileObject getJavaFileForOutput(
      Location place, String name, JavaFileObject.Kind kind, @Nullable FileObject sibling) {
    URI uri = URI.create("nowhere:///" + name.replace('.', '/') + kind.extension);
    return new SimpleJavaFileObject(uri, kind) {
      @Override
      public OutputStream openOutputStream() {
        return OutputStream.nullOutputStream();
      }
    };
  }
}
