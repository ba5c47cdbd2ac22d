<?php
/**
 * What pages say, from what is known anyway.
 *
 * @package Lasting
 */

require_once dirname( __DIR__ ) . '/includes/shown.php';

final class ShownTest extends Lasting_Test_Case {
	const LOOK = array(
		'branding'   => array(
			'primary'   => '#112233',
			'onPrimary' => '#ffffff',
			'side'      => 'start',
			'offsetPx'  => array(
				'side'   => 12,
				'bottom' => 80,
			),
			'launcher'  => array( 'fa' => 'باشگاه' ),
		),
		'languages'  => array( 'fa', 'en' ),
		'pointNames' => array(
			'fa' => array(
				'one'   => 'برگ',
				'other' => 'برگ',
			),
		),
	);

	public function test_a_page_speaks_its_own_language_where_the_program_does_and_the_first_of_the_program_elsewhere() {
		$this->assertSame( 'fa-IR', lasting_language( 'fa_IR', array( 'en', 'fa' ) ) );
		$this->assertSame( 'en', lasting_language( 'he_IL', array( 'en', 'fa' ) ) );
		$this->assertSame( 'fa', lasting_language( 'en_US', array( 'fa' ) ) );
		$this->assertSame( 'de-DE', lasting_language( 'de_DE', array( 'en', 'fa' ) ), 'numbers and dates stay German where words are English' );
		$this->assertSame( 'he-IL', lasting_language( 'he_IL', null ) );
	}

	public function test_it_looks_as_the_merchant_wants() {
		$shown = lasting_dressed( self::LOOK, 'fa-IR' );
		$this->assertSame( array( '#112233', '#ffffff', 'start', 12, 80 ), array( $shown['accent'], $shown['onAccent'], $shown['side'], $shown['offsetInline'], $shown['offsetBlock'] ) );
		$this->assertSame( array( 'باشگاه', 'برگ' ), array( $shown['rewards'], $shown['pointName']['other'] ) );
	}

	public function test_words_of_another_language_are_not_borrowed() {
		$shown = lasting_dressed( self::LOOK, 'en-US' );
		$this->assertSame( array( null, null ), array( $shown['rewards'], $shown['pointName'] ) );
	}

	public function test_it_has_a_look_before_the_merchant_chose_one() {
		foreach ( array( null, array( 'branding' => null, 'languages' => array( 'en' ), 'pointNames' => array() ) ) as $look ) {
			$shown = lasting_dressed( $look, 'en-US' );
			$this->assertSame( array( '', 'end', 20, 20, null ), array( $shown['accent'], $shown['side'], $shown['offsetInline'], $shown['offsetBlock'], $shown['rewards'] ) );
		}
	}

	/**
	 * @dataProvider ways_back
	 */
	public function test_who_signs_in_goes_back_to_a_page_of_this_shop_and_to_no_other( $back, $address ) {
		$this->assertSame( $back, lasting_way_back( $address ) );
	}

	public static function ways_back() {
		$account = 'https://tea.example/my-account/?return_to=';
		return array(
			'a product'              => array( '/product/hoodie/?size=l', $account . '%2Fproduct%2Fhoodie%2F%3Fsize%3Dl&x=1' ),
			'none'                   => array( null, 'https://tea.example/my-account/' ),
			'another name'           => array( null, 'https://tea.example/my-account/?do_return_to=%2Fa' ),
			'another host'           => array( null, $account . 'https%3A%2F%2Fevil.example' ),
			'a host without a scheme' => array( null, $account . '%2F%2Fevil.example' ),
			'what browsers take for one' => array( null, $account . '%2F%5Cevil.example' ),
			'a backslash further on' => array( null, $account . '%2Fa%5Cb' ),
			'a header of its own'    => array( null, $account . '%2Fa%0D%0ASet-Cookie%3A%20a' ),
			'a list'                 => array( null, 'https://tea.example/my-account/?return_to[]=%2Fa' ),
		);
	}

	public function test_a_shoppers_token_says_how_long_it_is_good_for() {
		$told = lasting_shopper_token( self::connection(), 17, self::NOW );
		$this->assertSame( array( true, self::NOW + 300, 300 ), array( $told['signedIn'], $told['expiresAt'], $told['seconds'] ) );
		$this->assertSame( lasting_token( self::connection(), 'shopper', array( 'sub' => 'customer:17' ), self::NOW ), $told['token'] );
		$visitor = lasting_shopper_token( self::connection(), 0, self::NOW );
		$this->assertSame( array( false, lasting_token( self::connection(), 'shopper', array( 'sub' => 'visitor' ), self::NOW ) ), array( $visitor['signedIn'], $visitor['token'] ) );
	}
}
