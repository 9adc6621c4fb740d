"""Where persons' names stand: a name is spelt as its bearer likes, so nothing but visible garble is repaired in it."""

from __future__ import annotations

from agreementkit.repair.tokens import Token

HONORIFICS = frozenset({"Herr", "Herrn", "Frau", "Dr", "Prof", "gez", "Familie", "Eheleute", "Dipl", "Ing", "Mag"})
PARTICLES = frozenset({"von", "vom", "van", "zu", "zum", "zur", "de", "der", "den", "und"})
LONGEST_NAME = 4

_FIRST_NAMES = """
Achim Adam Adele Agnes Ahmet Albert Albrecht Alexander Alexandra Alfons Alfred Ali Alina Alois Amelie Ana Andrea
Andreas Angela Angelika Anita Anja Anke Anna Anne Annegret Anneliese Annemarie Annette Ansgar Anton Antje Arne Arno
Armin Arnold Arthur Astrid August Axel Aylin Barbara Bastian Beate Ben Benedikt Benjamin Berit Bernd Bernhard Bert
Berta Bettina Bianca Birgit Birte Bodo Boris Britta Brigitte Bruno Burkhard Carina Carl Carla Carmen Carola Caroline
Carsten Catharina Cem Charlotte Christa Christel Christian Christiane Christina Christine Christof Christoph Clara
Claudia Claus Clemens Conrad Constanze Corinna Cornelia Dagmar Daniel Daniela David Denise Dennis Detlef Detlev
Dieter Dietmar Dietrich Dirk Dominik Dora Doris Dorothea Dorothee Eberhard Eckart Eckhard Edgar Edith Egon Eike
Elena Elfriede Elisabeth Elke Ella Ellen Elmar Else Emil Emilia Emine Emma Erhard Eric Erich Erik Erika Ernst Erwin
Esra Esther Eugen Eva Evelyn Ewald Fabian Fatma Felicitas Felix Ferdinand Florian Frank Franz Franziska Frauke
Friederike Friedhelm Friedrich Fritz Gabi Gabriel Gabriele Georg Gerald Gerd Gerda Gerhard Gerlinde Gernot Gert
Gertrud Gesa Gesine Gisela Gottfried Grit Gudrun Guido Gunda Gunnar Gunter Gunther Gustav Hakan Hanna Hannah
Hannelore Hannes Hanno Hans Harald Hartmut Hasan Hatice Hedwig Heide Heidi Heike Heiko Heiner Heinrich Heinz Helene
Helga Hella Helmut Hendrik Henning Henrik Henriette Herbert Hermann Hildegard Hilde Hinrich Holger Horst Hubert Hugo
Ida Ilka Ilona Ilse Imke Ina Ines Inga Inge Ingeborg Ingo Ingrid Irene Irina Iris Irmgard Isabel Isabell Isabella
Jakob Jan Jana Jens Jessica Joachim Jochen Johann Johanna Johannes Jonas Jonathan Josef Josefine Joseph Judith Jule
Julia Julian Juliane Jutta Kai Karen Karin Karl Karla Karola Karsten Katharina Kathrin Katja Katrin Kay Kerstin
Kirsten Klaus Klara Knut Konrad Konstantin Kristin Kurt Lara Lars Laura Lea Lena Leon Leonie Leopold Lothar Lorenz
Louisa Lucas Ludger Ludwig Luis Luisa Lukas Lutz Magdalena Maik Maike Malte Manfred Manuel Manuela Marc Marcel Marco
Marcus Maren Margarete Margit Margot Margret Maria Marianne Marie Marion Mario Marius Mark Markus Marlene Marlies
Marta Martha Martin Martina Mathias Mathilde Matthias Max Maximilian Mechthild Mehmet Meike Melanie Merle Mia
Michael Michaela Mirja Mirjam Monika Moritz Murat Mustafa Nadine Nadja Natalie Nicola Nicole Niklas Nikolaus Nils
Nina Nora Norbert Nuri Oliver Olaf Olga Oskar Ortrud Oswald Otmar Ottmar Otto Pamela Pascal Patricia Patrick Paul
Paula Pauline Peer Peter Petra Philipp Pia Rainer Ralf Ralph Ramona Raphael Rebecca Regina Regine Reiner Reinhard
Reinhold Renate Rene Richard Rita Robert Roland Rolf Roman Ronald Rosa Rosemarie Roswitha Rudi Rudolf Rupert Ruth
Sabine Sabrina Samira Samuel Sandra Sarah Sascha Sebastian Selma Sepp Sibylle Siegfried Siegmar Sigrid Silke Silvia
Simon Simone Sina Sofia Sonja Sophie Stefan Stefanie Steffen Stephan Stephanie Susann Susanne Svea Sven Svenja
Swantje Sylvia Tanja Tatjana Thea Theo Theodor Theresa Thomas Thorsten Till Tim Timo Tina Tobias Tom Torben Torsten
Traute Trude Udo Ulf Ulla Ulrich Ulrike Ursula Urs Ute Uta Uwe Valentin Valerie Vanessa Vera Verena Veronika Viktor
Viktoria Vincent Volker Volkmar Walburga Walter Waltraud Waltraut Werner Wiebke Wilfried Wilhelm Wilhelmine Willi
Willy Winfried Wolf Wolfgang Wolfram Xaver Yannick Yusuf Yvonne Zeynep
"""
FIRST_NAMES = frozenset(_FIRST_NAMES.split())

_UMLAUT_NAMES = """
Änne Bärbel Björn Bülent Dörte Dörthe Ömer Özgür Özlem Özcan Özkan Gökhan Gönül Gösta Götz Göran Gülay Gülcan Gülsen
Günay Günter Günther Gürkan Hüseyin Hülya Jörg Jörn Jördis Jürgen Jürn Jörk Käte Käthe Köksal Lüder Müge Müslüm Öznur
Rüdiger Sören Sönke Süleyman Sümeyye Türkan Tönnies Ülkü Ümit Ünal Wübke Yücel Yüksel Brünhild Jürg Käthi
"""
UMLAUT_NAMES = frozenset(_UMLAUT_NAMES.split())
"""First names with an umlaut; without it hardly anybody bears them in Germany."""


def name_places(text: str, tokens: list[Token]) -> frozenset[int]:
    """The numbers of the tokens that follow an honorific or a first name, as a name does."""
    found: set[int] = set()
    for place, token in enumerate(tokens):
        if token.word not in HONORIFICS and token.word not in FIRST_NAMES:
            continue
        for following in range(place + 1, min(place + 1 + LONGEST_NAME, len(tokens))):
            between = text[tokens[following - 1].start + len(tokens[following - 1].word) : tokens[following].start]
            word = tokens[following].word
            if between.strip(" .-\n") or between.count("\n") > 1:
                break
            if word[:1].isupper():
                found.add(following)
            elif word not in PARTICLES:
                break
    return frozenset(found)
