package reports

// words is the table of what words mean: OUT [| IN] [LIMITS]: word … . OUT is the
// category of a debit, IN of a credit where it is another one; a dash is none.
// LIMITS are of the amount, in whole units of its currency.
//
// Words are in lower case, without accents (ß is ss, ä is a). one+two are words that
// follow each other; *word is what a longer word ends with, as German ones do;
// ~word says little, and counts where nothing else is said.
const words = `
Wages | Salary: salary salaries payroll gehalt lohn lohn+gehalt gehaltszahlung salaire nomina stipendio salaris wages wage staff+wages
Wages | Bonus: bonus gratifikation weihnachtsgeld urlaubsgeld
Pension | Pension: pension+payment old+age+pension altersrente rentenzahlung
Child Benefit | Child Benefit: kindergeld child+benefit familienkasse
Social Benefits | Social Benefits: arbeitslosengeld elterngeld wohngeld sozialleistung unemployment+benefit
Rent | Rental Income: rent miete kaltmiete warmmiete *miete loyer alquiler affitto huur *hausverwaltung hausverwaltung landlord properties lettings letting ~flat ~wohnung ~immobilien ~apartment
Business Rent | Rental Income: rent+of+the+warehouse warehouse lagermiete buroniete buromiete rent+of+the+office
Investments | Dividends: dividend dividends dividende dividenden
Investments | Investments: fondssparplan sparplan wertpapiere wertpapier depotbank depot etf fonds shares+purchase securities brokerage broker
Income Tax | Tax Refund: einkommensteuer finanzamt income+tax steuererstattung tax+refund steuer lohnsteuer hmrc impots agencia+tributaria
Value Added Tax | Tax Refund: vat umsatzsteuer mehrwertsteuer revenue+office vorsteuer vat+of+the+quarter
Vehicle Tax | Tax Refund: kfz+steuer kfzsteuer kraftfahrzeugsteuer road+tax vehicle+tax car+tax hauptzollamt
Dog Tax | Tax Refund: hundesteuer dog+tax
Fines: verwarnungsgeld bussgeld speeding+fine parking+fine penalty+charge+notice traffic+fine
Fees of Authorities: stadtkasse gemeindekasse municipality immigration passport personalausweis ministry bezirksamt
Freelance Income | Freelance Income: honorar nachhilfe freelance fee+note tutoring
Expense Reimbursement | Expense Reimbursement: expenses spesen travel+expenses reisekosten auslagen reimbursement
- | Sales Revenue: invoice invoice+paid invoices rechnung sales card+sales takings settlement settlements terminal export export+invoice einnahmen kasse umsatz
Private Sales | Private Sales: flohmarkt verkauf verkaufe auszahlung+der+verkaufe flea+market kleinanzeigen
Health Insurance | Insurance Payout: krankenversicherung krankenkasse health+insurance medical+insurance zusatzversicherung kv barmer dak aok
Car Insurance | Insurance Payout: kfz+versicherung kfzversicherung kfz+beitrag car+insurance motor+insurance autoversicherung kraftfahrtversicherung car+insurance+of+the+year
Liability Insurance | Insurance Payout: haftpflicht haftpflichtversicherung liability+insurance
Home Insurance | Insurance Payout: hausrat hausratversicherung wohngebaudeversicherung home+insurance contents+insurance
Legal Insurance | Insurance Payout: rechtsschutz rechtsschutzversicherung legal+insurance
Life Insurance | Insurance Payout: lebensversicherung life+insurance risikoleben takaful
Travel Insurance | Insurance Payout: reiseversicherung travel+insurance reiserucktrittsversicherung
Social Insurance | Insurance Payout: social+insurance gosi sozialversicherung
Insurances | Insurance Payout: insurance insurer *versicherung versicherung assurance seguros assicurazione verzekering allianz axa generali ergo erstattung+leistung
Private Pension | Pension: rentenversicherung private+rentenversicherung altersvorsorge private+altersvorsorge riester rurup pension+plan pension pensionsfonds
Utilities: utilities utility stadtwerke nebenkosten
Electricity: electricity strom stromversorgung abschlag+strom stadtwerke+strom power+bill electric energie electricity+and+water ewa okostrom kahramaa dewa sewa elektrizitat
Gas and Heating: gas abschlag+gas stadtwerke+gas erdgas heating fernwarme heizung heizol
Water: water wasser abwasser wasserwerk wasser+abwasser
Waste Disposal: abfall abfallwirtschaft mullgebuhr muellgebuehr mullabfuhr refuse waste+collection abfallgebuhren
Broadcasting Fee: rundfunkbeitrag rundfunk beitragsservice tv+licence redevance
Home Repairs: handwerker klempner plumber plumbing electrician maler schlusseldienst repairs+at+home dachdecker reparatur
Furniture: furniture mobelhaus moebelhaus mobel moebel meubles muebles
Hardware Store: baumarkt hardware+store hardware eisenwaren diy bricolage
Garden: gartencenter garden+centre garden+center gartnerei
Groceries: supermarket supermarkt grocery groceries grocer lebensmittel discounter biomarkt hypermarket supermarche supermercado supermercato hypermarche minimarket cold+store ~market ~markt vegetables vegetable+market obst gemuse feinkost
Bakery: bakery backerei baeckerei bakehouse boulangerie panaderia backshop konditorei baker patisserie
Butcher and Fish: butcher metzgerei fleischerei fish+market fresh+fish+market fishmonger boucherie schlachterei fischmarkt
Beverages: getrankemarkt getraenkemarkt getranke wine+shop liquor weinhandlung off+licence
Restaurant: restaurant pizzeria ristorante trattoria steakhouse ratskeller gasthaus gasthof wirtshaus brasserie grill sushi dining
Cafe: cafe coffee kaffee coffee+house kaffeehaus eisdiele tea+house caffe espresso
Fast Food: imbiss snack+bar burger kebab doner shawarma fast+food snack takeaway
Bar: bar pub kneipe nightclub cocktailbar brauhaus biergarten
Food Delivery: lieferservice food+delivery meal+delivery pizzaservice bringdienst
Canteen: canteen
School Meals: schulmensa schulessen mensa school+meals mittagessen+der+schule
Pharmacy: pharmacy apotheke pharmacie farmacia chemist apotek
Doctor: arztpraxis arzt doctor physician clinic hausarzt physiotherapie medical+centre medical+center praxis *arztpraxis
Dentist: zahnarztpraxis zahnarzt dentist dental kieferorthopade
Veterinarian: tierarztpraxis tierarzt veterinarian veterinary vet tierklinik
Optician: optiker optician opticians optics brillen
Hospital: hospital krankenhaus klinikum
Petrol: petrol tankstelle petrol+station gas+station filling+station fuel benzin station+service gasolinera
Parking: parking car+park parkhaus parkplatz parkgebuhr parkschein tiefgarage
Public Transport: buses bus tram metro verkehrsverbund verkehrsbetriebe monatskarte nahverkehr public+transport
Train: bahn bahn+fahrkarten railway train fahrkarten rail trenitalia sncf renfe
Taxi: taxi cab taxis taxi+zentrale
Car Repair: autowerkstatt car+repair garage+repair reifenservice werkstatt tyres autohaus car+service
Car Wash: autowaschanlage car+wash waschanlage waschstrasse
Motoring Club: automobilclub motoring+club adac
Flights: flight flights flight+tickets airline airlines airways fluge air+ticket
Hotel: hotel hostel motel guesthouse resort ferienwohnung hotels
Camping: campingplatz camping campsite
Travel Agency: reiseburo reisebuero travel+agency tour+operator reisen ~travel ~urlaub ~holiday ~holidays
Car Rental: autovermietung car+rental rent+a+car mietwagen car+hire
Internet and Telephone: internet telephone festnetz broadband telekommunikation telefon telephone+and+internet dsl glasfaser fibre telecom telefonica
Mobile Phone: mobilfunk mobile+phone handy ~mobile prepaid+mobile
Postage: post postfiliale post+office porto paketshop postage deutsche+post
Clothing: clothes clothing modehaus mode fashion bekleidung boutique kleidung apparel
Shoes: shoes schuhhaus schuhe footwear
Electronics: electronics elektronikmarkt elektronik computer+shop elektromarkt
Online Shopping: versandhaus online+versandhaus webshop ~online online+shop versand mail+order
Department Store: kaufhaus department+store warenhaus
Books: books book book+shop bookshop bookstore buchhandlung bucher libreria librairie
Stationery: stationery schreibwaren burobedarf papeterie stationery+shop
Toys: toys spielwaren toy+shop spielzeug
Sporting Goods: sporthaus sportgeschaft sporting+goods sports+shop
Jewellery: juwelier jewellery jeweller jewelry schmuck
Gifts: gift+shop gifts souvenir geschenkartikel
Flowers: blumenladen blumen florist flowers floristik
Drugstore: drogeriemarkt drogerie drugstore
Hairdresser: friseur hairdresser barber haircut salon friseursalon
Cosmetics: cosmetics kosmetik kosmetikstudio perfumery parfumerie nagelstudio
Laundry: textilreinigung laundry dry+cleaning waschsalon reinigung
Cinema: kino cinema cinemas filmtheater
Theatre and Concerts: stadttheater theater theatre konzert concert opera oper concert+tickets
Zoo and Parks: tierpark zoo freizeitpark amusement+park theme+park aquarium
Swimming Pool: schwimmbad swimming+pool freibad hallenbad therme
Gym: gym fitnessstudio fitness gym+membership fitness+club
Sports Club: sportverein sports+club turnverein ~mitgliedsbeitrag ~mitglied ~membership ~verein
Gambling: lotto lottery casino betting wetten lotto+annahmestelle
Games: spiele+download video+games games gaming
Apps and Software: app+store apps software software+by+the+month
Cloud Services: cloud cloud+speicher cloud+storage hosting webhosting domain
Video Streaming: film+streaming video+streaming streaming+films streaming
Music Streaming: music+streaming musik+streaming
Newspapers: newspaper tageszeitung zeitungsabo zeitung magazine zeitschrift
Childcare: kindergarten kita nursery kindertagesstatte day+care daycare creche kitabeitrag
School: school schule schulgeld school+fees
Courses: course kurs volkshochschule course+fee kursgebuhr language+school evening+course seminar
Music School: musikschule music+school klavierunterricht unterricht+klavier
University: university universitat studiengebuhr semesterbeitrag tuition+fee
Pet Supplies: tierbedarf pet+shop pet+supplies tiernahrung haustier
Bank charges: kontofuhrung account+fee card+fee bank+charges bank+fee kontofuhrungsgebuhr jahresgebuhr gebuhr entgelt bank+charge transfer+fee entgeltabrechnung
Interest Paid | Interest Income: interest zinsen habenzinsen dispozinsen interest+of+the+month interest+of+the+quarter sollzinsen
Mortgage: mortgage hypothek baufinanzierung instalment+of+the+mortgage immobiliendarlehen
Car Loan: car+loan autokredit instalment+of+the+car+loan rate+des+autokredits
Consumer Loan: loan darlehen darlehen+rate kredit ratenkredit instalment credit+agreement
Credit Card Bill | Credit Card Bill: card+bill kreditkarte abrechnung+der+kreditkarte kreditkartenabrechnung payment+of+the+credit+card credit+card+payment credit+card+bill
Savings: saving savings sparen sparrate to+the+savings+account rucklage
Building Savings: bausparen bausparkasse bausparrate bausparvertrag
Cash Withdrawal: geldautomat cash+machine bargeldauszahlung cash+withdrawal atm bargeld cashpoint bankomat
Cash Deposit: bareinzahlung cash+deposit einzahlung
Own Accounts: top+up top+up+of+the+wallet ubertrag umbuchung own+account wallet transfer+to+own+account anschaffung reserve umbuchung+urlaub umbuchung+fur+den+urlaub umbuchung+fur+anschaffungen ausgleich
Currency Exchange: purchase+of+dollars dollars currency+exchange geldwechsel bureau+de+change fx
Family and Friends: haushalt haushaltsgeld household for+dana for+yusuf fur+hans fuer+hans monthly+help lunches shop+share share+of+the+shop share+of+the+tickets taschengeld pocket+money gemeinsam gemeinsame+kasse anteil ~share ~help
Presents | Presents: geschenk geburtstag zum+geburtstag ~present birthday wedding+gift
Donations: spende donation charity kinderhilfswerk zakat hilfswerk spenden rotes+kreuz red+crescent
Supplies: paper packaging paper+and+packaging paper+and+packaging+supplies tools toolmakers tool+makers+company flour flour+mill metals metal wholesale grosshandel supplies ~delivery
Machinery: machine+parts machines maschinenhandel machinery
Freight and Couriers: freight courier couriers forwarders gulf+freight+forwarders spedition kurier dhl fedex ups dpd gls hermes aramex
Drawings: drawings to+the+owner privatentnahme
`

// amounts are words that mean one thing up to an amount and another above it.
const amounts = `
Apps and Software <= 40: apple itunes google microsoft
Electronics > 40: apple microsoft
Online Shopping > 40: google
Video Streaming <= 15: prime+video amazon+prime
`

// merchants is the table of brands: NAME | CATEGORY | word … [| URL]. Those with
// an address are the ones that the shipped customers deal with; the others are
// generally known.
const merchants = `
Corner Grocery | Groceries | corner+grocery | https://corner-grocery.example
Garden Restaurant | Restaurant | garden+restaurant | https://garden-restaurant.example
Morning Coffee House | Cafe | morning+coffee+house | https://morning-coffee-house.example
Ring Road Petrol Station | Petrol | ring+road+petrol | https://ring-road-petrol.example
Town Pharmacy | Pharmacy | town+pharmacy | https://town-pharmacy.example
Town Buses | Public Transport | town+buses | https://town-buses.example
Seaside Gym | Gym | seaside+gym | https://seaside-gym.example
Film Streaming Service | Video Streaming | film+streaming+service | https://film-streaming.example
Music Streaming Service | Music Streaming | music+streaming+service | https://music-streaming.example
Online Book Shop | Books | online+book+shop | https://online-book-shop.example
App Store | Apps and Software | app+store | https://app-store.example
Station Hotel | Hotel | station+hotel | https://station-hotel.example
Flight Tickets Online | Flights | flight+tickets+online | https://flight-tickets.example
Software by the Month | Apps and Software | software+by+the+month | https://software-by-the-month.example
Town Couriers | Freight and Couriers | town+couriers | https://town-couriers.example
Electricity and Water Office | Electricity | electricity+and+water+office | https://electricity-and-water.example
Telephone and Internet Office | Internet and Telephone | telephone+and+internet+office | https://telephone-and-internet.example
Supermarkt am Markt | Groceries | supermarkt+am+markt | https://supermarkt-am-markt.example
Discounter Nord | Groceries | discounter+nord | https://discounter-nord.example
Biomarkt Grün | Groceries | biomarkt+grun | https://biomarkt-gruen.example
Bäckerei am Dom | Bakery | backerei+am+dom | https://baeckerei-am-dom.example
Tankstelle Ringstrasse | Petrol | tankstelle+ringstrasse | https://tankstelle-ringstrasse.example
Restaurant Ratskeller | Restaurant | restaurant+ratskeller | https://restaurant-ratskeller.example
Baumarkt Süd | Hardware Store | baumarkt+sud | https://baumarkt-sued.example
Cloud Speicher | Cloud Services | cloud+speicher | https://cloud-speicher.example
Hotel Seeblick | Hotel | hotel+seeblick | https://hotel-seeblick.example
Aldi | Groceries | aldi
Lidl | Groceries | lidl
Rewe | Groceries | rewe
Edeka | Groceries | edeka
Penny | Groceries | penny+markt
Carrefour | Groceries | carrefour
Lulu | Groceries | lulu+hypermarket lulu
Tesco | Groceries | tesco
Sainsbury's | Groceries | sainsburys sainsbury
Spar | Groceries | eurospar interspar spar+markt
Albert Heijn | Groceries | albert+heijn
Mercadona | Groceries | mercadona
Starbucks | Cafe | starbucks
Costa Coffee | Cafe | costa+coffee
McDonald's | Fast Food | mcdonalds mcdonald
Burger King | Fast Food | burger+king
KFC | Fast Food | kfc
Subway | Fast Food | subway
Talabat | Food Delivery | talabat
Deliveroo | Food Delivery | deliveroo
Lieferando | Food Delivery | lieferando
Uber Eats | Food Delivery | uber+eats
Uber | Taxi | uber
Careem | Taxi | careem
Bolt | Taxi | bolt+eu bolt+taxi
Shell | Petrol | shell
BP | Petrol | bp
Aral | Petrol | aral
Esso | Petrol | esso
TotalEnergies | Petrol | totalenergies total+station
Deutsche Bahn | Train | deutsche+bahn db+vertrieb db+fernverkehr
FlixBus | Public Transport | flixbus
Lufthansa | Flights | lufthansa
Emirates | Flights | emirates
Gulf Air | Flights | gulf+air
Ryanair | Flights | ryanair
easyJet | Flights | easyjet
Qatar Airways | Flights | qatar+airways
Booking.com | Hotel | booking+com
Airbnb | Hotel | airbnb
Hilton | Hotel | hilton
Sixt | Car Rental | sixt
Hertz | Car Rental | hertz
IKEA | Furniture | ikea
OBI | Hardware Store | obi
Hornbach | Hardware Store | hornbach
Bauhaus | Hardware Store | bauhaus
H&M | Clothing | hm h+m
Zara | Clothing | zara
C&A | Clothing | c+a
Primark | Clothing | primark
Zalando | Clothing | zalando
Deichmann | Shoes | deichmann
MediaMarkt | Electronics | mediamarkt media+markt
Saturn | Electronics | saturn
Apple | Apps and Software | apple+com itunes+com
Amazon | Online Shopping | amazon amzn amazon+marketplace
Amazon Prime Video | Video Streaming | prime+video
eBay | Online Shopping | ebay
Otto | Online Shopping | otto+versand
Noon | Online Shopping | noon+com
dm | Drugstore | dm+drogerie dm+markt
Rossmann | Drugstore | rossmann
Boots | Pharmacy | boots
Decathlon | Sporting Goods | decathlon
Netflix | Video Streaming | netflix
Disney+ | Video Streaming | disney+plus disneyplus
Spotify | Music Streaming | spotify
Deezer | Music Streaming | deezer
PlayStation | Games | playstation
Steam | Games | steam+games steampowered
Dropbox | Cloud Services | dropbox
Adobe | Apps and Software | adobe
Vodafone | Mobile Phone | vodafone
Telekom | Internet and Telephone | telekom
O2 | Mobile Phone | o2
Orange | Mobile Phone | orange+sa
Batelco | Internet and Telephone | batelco
Zain | Mobile Phone | zain
stc | Mobile Phone | stc
McFIT | Gym | mcfit
ADAC | Motoring Club | adac
Allianz | Insurances | allianz
E.ON | Electricity | e+on eon
EnBW | Electricity | enbw
Vattenfall | Electricity | vattenfall
DHL | Freight and Couriers | dhl
Aramex | Freight and Couriers | aramex
`

// codes is the table of bank transaction codes that say what a transaction is:
// OUT [| IN]: code … . They are those of ISO 20022, short and long, and outweigh
// all words.
const codes = `
Cash Withdrawal | Cash Deposit: cashwithdrawal cwdl cash-out cashdeposit cdpt cash-in
Bank charges: fees chrg fee-out comm
Interest Paid | Interest Income: interest intr interest-out interest-in
Wages | Salary: sala salary
Investments | Dividends: dvca dvid
`
