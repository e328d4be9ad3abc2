//! Exports of other products, read without a word from the caller.

use std::io::Cursor;

use exchange::{Options, Reader, Record};

fn first(file: &str) -> Record {
    Reader::open(Cursor::new(file.to_owned()), &Options::default()).unwrap().next().unwrap().unwrap()
}

/// Every value as `field label group: text`.
fn seen(file: &str) -> Vec<String> {
    let record = first(file);
    record
        .values
        .iter()
        .map(|value| {
            let label = value.label.as_deref().map(|label| format!(" {label}")).unwrap_or_default();
            let group = if value.field.is_address() { format!(" {}", value.group) } else { String::new() };
            format!("{}{label}{group}: {}", value.field, value.text)
        })
        .collect()
}

#[test]
fn google_old() {
    let file = "Name,Given Name,Additional Name,Family Name,Yomi Name,Birthday,Location,Notes,Group Membership,E-mail 1 - Type,E-mail 1 - Value,E-mail 2 - Type,E-mail 2 - Value,Phone 1 - Type,Phone 1 - Value,Phone 2 - Type,Phone 2 - Value,Address 1 - Type,Address 1 - Formatted,Address 1 - Street,Address 1 - City,Address 1 - PO Box,Address 1 - Region,Address 1 - Postal Code,Address 1 - Country,Address 1 - Extended Address,Organization 1 - Type,Organization 1 - Name,Organization 1 - Title,Organization 1 - Department,Website 1 - Type,Website 1 - Value\n\
        Anna Maria Berg,Anna,Maria,Berg,,1985-04-12,,Likes tea,* myContacts ::: Kunder,* Work,anna@firma.example,Home,anna@hem.example ::: a@hem.example,Mobile,+46 70 174 06 05,Work Fax,08-123,Home,\"Storgatan 1\nMalmö\",Storgatan 1,Malmö,,Skåne,211 34,Sweden,2 tr,,Firma AB,Chef,Inköp,,https://firma.example\n";
    assert_eq!(
        seen(file),
        [
            "given_name: Anna Maria",
            "family_name: Berg",
            "name: Anna Maria Berg",
            "company: Firma AB",
            "department: Inköp",
            "job_title: Chef",
            "birth_date: 1985-04-12",
            "phone mobile: +46 70 174 06 05",
            "phone fax: 08-123",
            "email work: anna@firma.example",
            "email home: anna@hem.example",
            "email home: a@hem.example",
            "street home 0: Storgatan 1, 2 tr",
            "postal_code home 0: 211 34",
            "city home 0: Malmö",
            "region home 0: Skåne",
            "country home 0: Sweden",
            "tag: Kunder",
            "note: Likes tea",
        ]
    );
}

#[test]
fn google_now() {
    let file = "First Name,Middle Name,Last Name,Phonetic First Name,Phonetic Middle Name,Phonetic Last Name,Name Prefix,Name Suffix,Nickname,File As,Organization Name,Organization Title,Organization Department,Birthday,Notes,Photo,Labels,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,Address 1 - Label,Address 1 - Formatted,Address 1 - Street,Address 1 - City,Address 1 - Postal Code,Address 2 - Label,Address 2 - Street,Address 2 - City,Custom Field 1 - Label,Custom Field 1 - Value\n\
        Jan,,Nowak,,,,Dr,,,,Firma,Prezes,,,,https://photo.example/x,* myContacts ::: VIP,* Other,jan@firma.example,Sommarstugan,12 345 67 89,Work,x,ul. Długa 1,Kraków,30-001,Home,ul. Krótka 2,Łódź,a,b\n";
    assert_eq!(
        seen(file),
        [
            "given_name: Jan",
            "family_name: Nowak",
            "company: Firma",
            "job_title: Prezes",
            "phone Sommarstugan: 12 345 67 89",
            "email other: jan@firma.example",
            "street work 0: ul. Długa 1",
            "street home 1: ul. Krótka 2",
            "postal_code work 0: 30-001",
            "city work 0: Kraków",
            "city home 1: Łódź",
            "tag: VIP",
        ]
    );
}

#[test]
fn outlook_in_four_languages() {
    let english = "Title,First Name,Middle Name,Last Name,Suffix,Company,Department,Job Title,Business Street,Business Street 2,Business City,Business State,Business Postal Code,Business Country/Region,Home Street,Home City,Business Fax,Business Phone,Business Phone 2,Home Phone,Mobile Phone,Assistant's Phone,E-mail Address,E-mail Type,E-mail Display Name,E-mail 2 Address,Birthday,Categories,Notes,Private";
    let german = "Anrede;Vorname;Weitere Vornamen;Nachname;Suffix;Firma;Abteilung;Position;Straße geschäftlich;Straße geschäftlich 2;Ort geschäftlich;Region geschäftlich;Postleitzahl geschäftlich;Land/Region geschäftlich;Straße privat;Ort privat;Fax geschäftlich;Telefon geschäftlich;Telefon geschäftlich 2;Telefon privat;Mobiltelefon;Telefon Assistent;E-Mail-Adresse;E-Mail-Typ;E-Mail: Angezeigter Name;E-Mail 2: Adresse;Geburtstag;Kategorien;Notizen;Privat";
    let polish = "Tytuł,Imię,Drugie imię,Nazwisko,Sufiks,Firma,Dział,Stanowisko,Adres służbowy - ulica,Adres służbowy - ulica 2,Adres służbowy - miejscowość,Adres służbowy - województwo,Adres służbowy - kod pocztowy,Adres służbowy - kraj/region,Adres domowy - ulica,Adres domowy - miejscowość,Faks służbowy,Telefon służbowy,Telefon służbowy 2,Telefon domowy,Telefon komórkowy,Telefon asystenta,Adres e-mail,Typ poczty e-mail,Nazwa wyświetlana e-mail,Adres e-mail 2,Urodziny,Kategorie,Notatki,Prywatne";
    let swedish = "Titel,Förnamn,Mellannamn,Efternamn,Suffix,Företag,Avdelning,Befattning,\"Gata, arbete\",\"Gata 2, arbete\",\"Ort, arbete\",\"Delstat/provins, arbete\",\"Postnummer, arbete\",\"Land/region, arbete\",\"Gata, hem\",\"Ort, hem\",\"Fax, arbete\",\"Telefon, arbete\",\"Telefon, arbete 2\",\"Telefon, hem\",Mobiltelefon,\"Telefon, assistent\",E-postadress,E-posttyp,E-postvisningsnamn,E-postadress 2,Födelsedag,Kategorier,Anteckningar,Privat";
    let row = "Dr,Eva,Maria,Lind,,Bolag,Salj,Chef,Gatan 1,Hus B,Lund,Skane,22100,Sverige,Hemgatan 2,Malmo,046-1,046-2,046-3,040-4,070-5,046-9,eva@bolag.example,SMTP,Eva Lind,eva@hem.example,1985-04-12,Kund;Ny,Text,False";
    for header in [english, german, polish, swedish] {
        let row = if header.contains(';') {
            row.replace("Kund;Ny", "\"Kund;Ny\"").replace(',', ";")
        } else {
            row.to_owned()
        };
        assert_eq!(
            seen(&format!("{header}\r\n{row}\r\n")),
            [
                "given_name: Eva Maria",
                "family_name: Lind",
                "company: Bolag",
                "department: Salj",
                "job_title: Chef",
                "birth_date: 1985-04-12",
                "phone fax: 046-1",
                "phone work: 046-2",
                "phone work: 046-3",
                "phone home: 040-4",
                "phone mobile: 070-5",
                "email: eva@bolag.example",
                "email: eva@hem.example",
                "street work 0: Gatan 1, Hus B",
                "street home 1: Hemgatan 2",
                "postal_code work 0: 22100",
                "city work 0: Lund",
                "city home 1: Malmo",
                "region work 0: Skane",
                "country work 0: Sverige",
                "tag: Kund",
                "tag: Ny",
                "note: Text",
            ],
            "{header}"
        );
    }
}

#[test]
fn thunderbird_in_two_languages() {
    let english = "First Name,Last Name,Display Name,Nickname,Primary Email,Secondary Email,Screen Name,Work Phone,Home Phone,Fax Number,Pager Number,Mobile Number,Home Address,Home Address 2,Home City,Home State,Home ZipCode,Home Country,Work Address,Work Address 2,Work City,Work State,Work ZipCode,Work Country,Job Title,Department,Organization,Web Page 1,Web Page 2,Birth Year,Birth Month,Birth Day,Custom 1,Custom 2,Custom 3,Custom 4,Notes";
    let german = "Vorname,Nachname,Anzeigename,Spitzname,Primäre E-Mail-Adresse,Sekundäre E-Mail-Adresse,Messenger-Name,Tel. dienstlich,Tel. privat,Fax-Nummer,Pager-Nummer,Mobil-Tel.-Nr.,Privat: Adresse,Privat: Adresse 2,Privat: Ort,Privat: Bundesland,Privat: PLZ,Privat: Land,Dienstlich: Adresse,Dienstlich: Adresse 2,Dienstlich: Ort,Dienstlich: Bundesland,Dienstlich: PLZ,Dienstlich: Land,Arbeitstitel,Abteilung,Organisation,Webseite 1,Webseite 2,Geburtsjahr,Geburtsmonat,Geburtstag,Benutzerdef. 1,Benutzerdef. 2,Benutzerdef. 3,Benutzerdef. 4,Notizen";
    let row = "Eva,Lind,Eva Lind,E,a@b.example,c@d.example,,1,2,3,4,5,H 1,H 2,HC,HS,HZ,HL,W 1,,WC,,WZ,WL,,Dep,Org,,,1985,4,12,,,,,N";
    for header in [english, german] {
        assert_eq!(
            seen(&format!("{header}\n{row}\n")),
            [
                "given_name: Eva",
                "family_name: Lind",
                "name: Eva Lind",
                "company: Org",
                "department: Dep",
                "birth_date: 1985-04-12",
                "phone work: 1",
                "phone home: 2",
                "phone fax: 3",
                "phone pager: 4",
                "phone mobile: 5",
                "email: a@b.example",
                "email: c@d.example",
                "street home 0: H 1, H 2",
                "street work 1: W 1",
                "postal_code home 0: HZ",
                "postal_code work 1: WZ",
                "city home 0: HC",
                "city work 1: WC",
                "region home 0: HS",
                "country home 0: HL",
                "country work 1: WL",
                "note: N",
            ],
            "{header}"
        );
    }
}

#[test]
fn help_desks_and_crms() {
    for (file, expected) in [
        (
            "Record ID,First Name,Last Name,Email,Phone Number,Contact owner,Last Activity Date (GMT+1),Lead Status,Associated Company IDs,Associated Company\n101,Eva,Lind,eva@bolag.example,+46701740605,Bo Berg,,New,77,Bolag AB\n",
            vec![
                "ref: 101",
                "given_name: Eva",
                "family_name: Lind",
                "company: Bolag AB",
                "phone: +46701740605",
                "email: eva@bolag.example",
                "owner: Bo Berg",
            ],
        ),
        (
            "id,name,email,phone_number,identifier,company_name,created_at\n5,Eva Lind,eva@bolag.example,+46701740605,k-9,Bolag,2026-01-01\n",
            vec![
                "ref: 5",
                "name: Eva Lind",
                "company: Bolag",
                "phone: +46701740605",
                "email: eva@bolag.example",
            ],
        ),
        (
            "id,login,firstname,lastname,email,web,phone,fax,mobile,department,street,zip,city,country,verified,active,vip,note,last_login,out_of_office,organization\n5,eva,Eva,Lind,eva@bolag.example,,1,2,3,Dep,Gatan 1,22100,Lund,Sverige,false,true,true,N,,false,Bolag\n",
            vec![
                "ref: 5",
                "given_name: Eva",
                "family_name: Lind",
                "company: Bolag",
                "department: Dep",
                "phone: 1",
                "phone fax: 2",
                "phone mobile: 3",
                "email: eva@bolag.example",
                "street 0: Gatan 1",
                "postal_code 0: 22100",
                "city 0: Lund",
                "country 0: Sverige",
                "vip: true",
                "note: N",
            ],
        ),
        (
            "name,email,external_id,details,notes,phone,role,restriction,organization,tags,custom_fields.plan\nEva Lind,eva@bolag.example,k9,D,N,1,end-user,,Bolag,\"a,b\",gold\n",
            vec![
                "ref: k9",
                "name: Eva Lind",
                "company: Bolag",
                "phone: 1",
                "email: eva@bolag.example",
                "tag: a",
                "tag: b",
                "note: D",
                "note: N",
                "field.plan: gold",
            ],
        ),
        (
            "ref,kind,given_name,family_name,phone,phone,birth_date,national_id,field.shoe\n1,org,A,B,1,2,x,850412,43\n",
            vec![
                "ref: 1",
                "kind: company",
                "given_name: A",
                "family_name: B",
                "birth_date: x",
                "phone: 1",
                "phone: 2",
                "national_id: 850412",
                "field.shoe: 43",
            ],
        ),
    ] {
        assert_eq!(seen(file), expected);
    }
}
